"""Workbooks that are handed out: the template, schools in its layout, what was sent with its faults."""
