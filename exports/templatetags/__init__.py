"""Filters of the pages of exports."""
