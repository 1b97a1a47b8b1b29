"""The guards of the database: what it refuses, records and hides by itself, whoever writes to it.

`manifest.json` says which there must be; `manage.py verify_guards` compares it with the database.
"""
