"""What pages show, gathered from the database in a fixed number of queries."""
