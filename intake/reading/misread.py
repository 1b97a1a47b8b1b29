"""What is said of a cell that could not be understood."""


class Misread(ValueError):
    """A cell says nothing that could be registered; the text says how to write it."""


class Unsure(ValueError):
    """A cell says something that only people can place; it is asked about once."""
