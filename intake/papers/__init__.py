"""Workbooks that are handed out: the template, a school in its layout, what was sent with its faults marked."""
