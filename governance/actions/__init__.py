"""What can be done with a structure, as data: done at once, or drafted, previewed and carried out later."""
