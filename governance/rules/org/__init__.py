"""Setting up organisations."""
