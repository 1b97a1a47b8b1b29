"""Pages of the door, and the page everybody starts from."""
