"""What people send and say."""
