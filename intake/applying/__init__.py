"""Write what a workbook comes to: one school, one act, through the door of every operation."""
