"""What a workbook says beside what the register has: new, changed, unchanged, missing."""
