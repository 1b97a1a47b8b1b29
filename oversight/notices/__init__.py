"""Rectification notices: drawn up, issued, answered, settled when the rules say so."""
