"""Completeness of the register."""
