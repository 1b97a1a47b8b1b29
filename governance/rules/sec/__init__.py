"""School leadership."""
