"""Measurements: ``python -m bench`` prints how fast the project is beside the plain way of doing it."""
