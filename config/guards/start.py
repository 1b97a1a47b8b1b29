"""What the entries of web servers do about guards before the first request."""

from django.conf import settings


def watch_start() -> None:
    """Look at the guards, and say in the log what is missing; pages then answer 503 until it is back."""
    if settings.GUARDS_WATCHED:
        from django.db import connection

        from config.guards.watch import watch

        try:
            watch.look()
        finally:
            connection.close()
