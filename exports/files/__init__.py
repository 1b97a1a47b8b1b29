"""Rows as files: sheets, comma-separated text, papers."""
