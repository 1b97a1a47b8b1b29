"""The second line: the database itself hands out rows of the schools in somebody's scope, and no others."""
