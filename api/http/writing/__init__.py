"""What can be done: the actions of the catalogue, and plans."""
