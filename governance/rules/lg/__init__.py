"""Leading groups."""
