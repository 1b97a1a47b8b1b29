"""Close a large round chunk by chunk: each school judged on the day of the close, then all written down.

Between its own chunk and the end a school goes on working: every operation judges it again, so what is on
record at the end is what the rules say then. The result is read and frozen in one transaction.
"""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.compliance.sweep import CHUNK, sweep
from governance.domain.refusals import Refusal
from oversight.choices.round import RoundAction
from oversight.handling import handling, locked
from oversight.models import Answer, RoundClosing
from oversight.rounds.closing import RELATED, write_down
from oversight.rounds.closing_order import WORK
from oversight.rounds.states import COURSE
from schools.models import School

_log = logging.getLogger("liangzhu.rounds")


def closing_run(closing_id: int, on: date) -> bool:
    """Close the round, or what is left of it, on the day; tell whether it was closed.

    What somebody else works on, is closed or was called off is left alone. A closing that goes on on
    another day than it began is begun anew: all schools of a round are judged on one day.
    """
    closing = _taken(closing_id, on)
    if closing is None:
        return False
    try:
        return _judged(closing) and _closed(closing)
    except Refusal as problem:
        WORK.failed(closing, problem.message)
    except Exception:  # noqa: BLE001 -- whatever it was, the person is told and the worker lives on
        _log.exception("closing of round %s", closing.round_id)
        WORK.failed(
            closing,
            _("办结时出错，请点“继续”再试一次；仍不成功时请联系系统管理员，并告知检查编号{number}。").format(
                number=closing.round_id
            ),
        )
    return False


def _taken(closing_id: int, on: date) -> RoundClosing | None:
    if not WORK.taken(closing_id):
        return None
    RoundClosing.objects.filter(pk=closing_id).exclude(on=on).update(on=on, done=0, last_code="")
    return RoundClosing.objects.select_related("round", "asked_by").filter(pk=closing_id).first()


def _judged(closing: RoundClosing) -> bool:
    """Judge the schools that are left; tell whether all are judged, or the closing was called off."""
    answers = Answer.objects.filter(round=closing.round_id).order_by("school__code")
    while ids := _next(answers, closing):
        with transaction.atomic():
            last = [report.school.code for report in sweep(School.objects.filter(pk__in=ids), closing.on)][-1]
            if not _moved(closing, last, len(ids)):
                transaction.set_rollback(True)
                return False
    return True


def _next(answers, closing: RoundClosing) -> list[int]:
    left = answers.filter(school__code__gt=closing.last_code)
    return list(left.values_list("school", flat=True)[:CHUNK])


def _moved(closing: RoundClosing, last_code: str, number: int) -> bool:
    """Put the progress on record; tell whether the closing is still ours, and still wanted."""
    mine = WORK.running(closing).filter(on=closing.on, last_code=closing.last_code)
    closing.last_code, closing.done = last_code, closing.done + number
    return bool(mine.update(last_code=last_code, done=closing.done, beat_at=timezone.now()))


@transaction.atomic
def _closed(closing: RoundClosing) -> bool:
    """Freeze the result in the name of who asked; tell whether it was still wanted.

    The row of the closing goes first: while it is there, nothing else is done with the round.
    """
    locked(closing.round)
    wanted, _rows = WORK.running(closing).filter(last_code=closing.last_code).delete()
    if not wanted:
        return False
    act = RoundAction.CLOSE
    with handling(COURSE, closing.asked_by, closing.round, act, text=closing.text, related=RELATED) as fresh:
        write_down(fresh, closing.on)
    return True
