"""What the database knows about the sizes of its tables."""

from django.db import connections


def refresh_statistics(using: str = "default") -> None:
    """Let the database count its tables after a bulk load; inside a transaction, do nothing.

    Until it has, it plans as if the tables were empty, and a question over a county takes minutes.
    Only the owner of the tables may ask for it.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        return
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
