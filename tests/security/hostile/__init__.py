"""What somebody with a browser of his own sends."""
