"""From the sheets of a file to the rows of each school, with what has to be asked."""
