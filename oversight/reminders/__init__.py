"""Reminders: what is due is written down once, told to whoever has the right today, and closed again."""
