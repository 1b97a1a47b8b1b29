"""What the register knew and when: the events of rows, read back as changes and as rows of the past."""
