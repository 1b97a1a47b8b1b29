"""Telling other programs what has happened: registered, collected, signed, sent, tried again."""
