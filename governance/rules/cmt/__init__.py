"""Committees and posts of an organisation."""
