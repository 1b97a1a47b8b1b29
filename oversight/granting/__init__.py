"""What there is to tell about grants."""
