"""Organisation life."""
