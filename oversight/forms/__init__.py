"""What people type, for each noun."""
