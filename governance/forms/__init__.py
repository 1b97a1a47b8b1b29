"""What people type: shapes and widgets, never rules."""
