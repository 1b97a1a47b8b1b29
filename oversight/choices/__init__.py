"""Closed lists of values, one file for each noun."""
