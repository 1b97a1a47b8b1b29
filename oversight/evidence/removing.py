"""Take a file out again, while nobody has decided on it."""

from django.db import transaction

from oversight.models import Evidence


def evidence_remove(*, evidence: Evidence) -> None:
    """Remove the row, and the file once the transaction is through.

    The caller has made sure that it may go.
    """
    storage, name = evidence.file.storage, evidence.file.name
    with transaction.atomic():
        evidence.delete()
        transaction.on_commit(lambda: storage.delete(name))
