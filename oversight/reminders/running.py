"""The daily work: write down what is due, close what is not any more, tell everybody who is to know.

Nothing depends on the job having run yesterday: sources name everything that is due by the day, whenever it
became due. A second run of a day finds nothing left to do.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.domain.refusals import Stale
from oversight.due import Due
from oversight.models import Reminder, ReminderDelivery, ReminderRun
from oversight.reminders.addressees import Addressees
from oversight.reminders.sources import SOURCES, Source

logger = logging.getLogger(__name__)

#: One run at a time, whoever starts it: the first key of our advisory locks, see governance.domain.locks.
RUN_LOCK = 2103
#: Rows written or compared at a time.
CHUNK = 2000


def reminders_run(on: date, sources: Sequence[Source] = SOURCES) -> ReminderRun:
    """Bring reminders and deliveries up to the day.

    A source that fails is named in the run; its reminders stay as they are, and the others have their day.

    Raises:
        Stale: if there was a run for a later day: a look back would close what is due today.

    """
    told = [(source, _asked(source, on)) for source in sources]
    with transaction.atomic():
        _lock()
        if ReminderRun.objects.filter(on__gt=on).exists():
            raise Stale(_("{day}之后已经生成过提醒，不能再生成以前的。").format(day=on))
        counted = [_record(source, dues, on) for source, dues in told if dues is not None]
        delivered, unheard = _deliver(on)
        run, _is_new = ReminderRun.objects.update_or_create(
            on=on,
            defaults={
                "finished_at": timezone.now(),
                "made": sum(made for made, _resolved in counted),
                "resolved": sum(resolved for _made, resolved in counted),
                "delivered": delivered,
                "unheard": unheard,
                "problems": [source.name for source, dues in told if dues is None],
            },
        )
    return run


def _asked(source: Source, on: date) -> dict[str, Due] | None:
    """Return what the source names as due by the day, by key; None if it failed."""
    try:
        with transaction.atomic():
            return {due.key: due for due in source.due_dates(on) if due.due_on <= on}
    except Exception:
        logger.exception("reminders of %s could not be made", source.name)
        return None


def _record(source: Source, dues: dict[str, Due], on: date) -> tuple[int, int]:
    """Make what is new, reopen what is due again, resolve the rest; return how many were made and resolved.

    What is reopened has its deliveries: nobody is told twice.
    """
    known = dict(Reminder.objects.filter(source=source.name).values_list("key", "resolved_on"))
    fresh = [_row(source, due, on) for key, due in dues.items() if key not in known]
    Reminder.objects.bulk_create(fresh, batch_size=CHUNK)
    again = [key for key in dues if known.get(key) is not None]
    gone = [key for key, resolved in known.items() if resolved is None and key not in dues]
    for keys, day in ((again, None), (gone, on)):
        for part in _chunks(keys):
            Reminder.objects.filter(key__in=part).update(resolved_on=day)
    return len(fresh), len(gone)


def _row(source: Source, due: Due, on: date) -> Reminder:
    return Reminder(
        source=source.name,
        kind=due.kind,
        key=due.key,
        due_on=due.due_on,
        deadline=due.deadline,
        school_id=due.school_id,
        jurisdiction_id=due.jurisdiction_id,
        to=due.to,
        words=dict(due.words),
        url=due.url,
        made_on=on,
    )


def _deliver(on: date) -> tuple[int, int]:
    """Tell everybody who has not been told; return how many were, and how many reminders nobody hears."""
    addressees, delivered, unheard = Addressees(on), 0, 0
    for part in _chunks(list(Reminder.objects.filter(resolved_on=None).order_by("pk"))):
        told = set(ReminderDelivery.objects.filter(reminder__in=part).values_list("reminder", "user"))
        wanted = [(reminder.pk, user) for reminder in part for user in sorted(addressees.of(reminder))]
        missing = [ReminderDelivery(reminder_id=r, user_id=u) for r, u in wanted if (r, u) not in told]
        ReminderDelivery.objects.bulk_create(missing)
        delivered += len(missing)
        unheard += len(part) - len({reminder for reminder, _user in wanted})
    return delivered, unheard


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [RUN_LOCK])


def _chunks(rows: Sequence) -> Iterable[Sequence]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
