"""What people are asked about people's data."""
