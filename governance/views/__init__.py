"""Pages: each gets what the user may see, calls one function and renders."""
