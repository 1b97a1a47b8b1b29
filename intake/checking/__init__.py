"""Cells become values, all that is wrong said at once, each with its place."""
