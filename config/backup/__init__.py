"""Backups: made, kept, restored, and tried out by restoring them into a database beside the real one.

A backup is a folder: the dump of the database, the uploaded files, the copies of the audit's seals, the keys
that were made here, and a manifest that says what all of it was. It appears whole or not at all.
"""
