"""What people write in cells: pure functions from a cell to a value."""
