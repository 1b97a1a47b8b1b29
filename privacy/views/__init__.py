"""Pages about people's data."""
