"""What became of findings and structure over time: every number is the length of a list."""
