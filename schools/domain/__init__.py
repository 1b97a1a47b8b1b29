"""What happens to jurisdictions, schools, units and people."""
