"""What the page of an import shows."""
