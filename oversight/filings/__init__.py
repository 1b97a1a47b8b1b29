"""备案: a school hands in its structure, the district checks it, a copy is kept for good."""
