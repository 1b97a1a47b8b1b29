"""Erase what is overdue, one by one: what could not be erased tonight does not keep the rest."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.context import because
from privacy.retention.accounts import account_erase, accounts_overdue
from privacy.retention.people import people_overdue, person_erase

_log = logging.getLogger("liangzhu.privacy")
#: Stands on every record of it.
REASON = "保存期限届满"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many people and accounts lost their names, and how many could not tonight."""

    people: int
    accounts: int
    failed: int = 0


def erase_overdue(now: datetime) -> Erased:
    """Erase the people and accounts whose time is over; not to be called inside a transaction."""
    on, done, failed = timezone.localdate(now), {"people": 0, "accounts": 0}, 0
    with connection.as_owner(), because(REASON):
        todo = [("people", row, lambda row: person_erase(row, on)) for row in people_overdue(on)]
        todo += [("accounts", row, account_erase) for row in accounts_overdue(now)]
        for kind, row, erase in todo:
            try:
                with transaction.atomic():
                    erase(row)
            except DatabaseError:
                _log.exception("%s %s", kind, row.pk)
                failed += 1
            else:
                done[kind] += 1
    return Erased(**done, failed=failed)
