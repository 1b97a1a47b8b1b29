"""Remove what need not be kept any longer: whole batches, by the owner, with a signed record of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from audit.choices import Action
from audit.events import note
from audit.models import AuditRecord, AuditSeal
from audit.prints import signature

#: Six months and a day at the longest: 网络安全法 第二十三条第三项 asks for no less than six months.
LEAST_DAYS = 183
SUBJECT = "audit.log"


class TooYoung(ValueError):
    """Records would be removed that have to be kept."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What was removed: the records of all batches through this one."""

    through: int
    records: int


def purge(keep_days: int, now: datetime) -> Purge:
    """Remove the batches whose newest record is older than ``keep_days``; the seals stay.

    Raises:
        TooYoung: if fewer days are asked for than the law allows.

    """
    if keep_days < LEAST_DAYS:
        text = _("审计记录至少保存 %(least)s 天，不能按 %(days)s 天清理。")
        raise TooYoung(text % {"least": LEAST_DAYS, "days": keep_days})
    limit = (now - timedelta(days=keep_days)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    through = _last_before(limit)
    with connection.as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('audit.purging', 'on', true)")
            cursor.execute("DELETE FROM audit.log WHERE batch <= %s", [through])
            gone = cursor.rowcount
        if gone:
            facts = {"through": through, "records": gone, "keep_days": keep_days, "before": limit}
            note(Action.PURGE, SUBJECT, **facts, signature=signature("purge", facts))
    return Purge(through, gone)


def purged_through() -> int:
    """Return the last batch whose records were removed by ``purge``; unsigned claims do not count."""
    most = 0
    for detail in AuditRecord.objects.filter(action=Action.PURGE).values_list("detail", flat=True):
        facts = dict(detail or {})
        if facts.pop("signature", "") == signature("purge", facts):
            most = max(most, int(facts["through"]))
    return most


def _last_before(limit: str) -> int:
    """Return the last batch such that it and all before it are older than the limit."""
    through = 0
    for seal in AuditSeal.objects.order_by("batch").only("batch", "newest"):
        if seal.newest >= limit:
            break
        through = seal.batch
    return through
