"""Meetings that decide."""
