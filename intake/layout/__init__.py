"""The layout of a workbook: its sheets and columns, told once for template, reading and export."""
