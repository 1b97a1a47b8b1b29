"""Findings as work: who mends one, by when, what was said and handed in."""
