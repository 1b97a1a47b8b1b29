"""What oversight shows on pages of other rooms."""
