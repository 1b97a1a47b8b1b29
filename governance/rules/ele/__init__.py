"""Elections within the Party."""
