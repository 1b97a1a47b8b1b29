"""Pages: get what is visible, call one function, render."""
