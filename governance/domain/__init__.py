"""The one door for writes and the questions several models answer together."""
