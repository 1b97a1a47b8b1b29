"""End a round: judge its schools once more, write down what was found, never write it again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.compliance.sweep import sweep
from governance.domain.locks import lock_schools
from governance.domain.refusals import Refused
from governance.models import Finding
from governance.rules.catalogue import rules_version
from oversight.canonical import as_stored, fingerprint
from oversight.choices.round import RoundAction
from oversight.handling import handling, require_text
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.matters import living
from oversight.rounds.opening import BATCH, copied
from oversight.rounds.result import result_of
from oversight.rounds.states import COURSE
from schools.models import School

RELATED = ("jurisdiction", "author", "closing")


@transaction.atomic
def round_close(*, user: User, round_: Round, on: date, text: str = "", version: int | None = None) -> None:
    """Close the round with what the rules say about its schools today, all in one transaction.

    The schools are locked before the round, as everything that changes a school does: what is judged is
    what is written down. It is for rounds of few schools; ``closing_order`` closes any round.
    """
    ids = list(round_.answers.values_list("school", flat=True))
    lock_schools(ids)
    with handling(
        COURSE, user, round_, RoundAction.CLOSE, text=text, version=version, related=RELATED
    ) as fresh:
        for _report in sweep(School.objects.filter(pk__in=ids), on):
            pass
        write_down(fresh, on)


def write_down(round_: Round, on: date) -> None:
    """Freeze the result of the locked round, whose schools have been judged on the day."""
    _write_findings(round_)
    round_.closed_on, round_.rules_version = on, rules_version()
    round_.result = as_stored(result_of(round_))
    round_.sha256 = fingerprint(round_.result)


def _write_findings(round_: Round) -> None:
    """Write on each finding what has become of it, and add those that came up since."""
    now = {finding.pk: finding for finding in living(round_)}
    rows = list(RoundFinding.objects.filter(answer__round=round_))
    for row in rows:
        row.now = now[row.finding_id].now
    RoundFinding.objects.bulk_update(rows, ["now"], batch_size=BATCH)
    answers = {answer.school_id: answer for answer in Answer.objects.filter(round=round_)}
    known = {row.finding_id for row in rows}
    added = [_added(answers, one) for pk, one in now.items() if pk not in known]
    RoundFinding.objects.bulk_create(added, batch_size=BATCH)


def _added(answers: dict[int, Answer], finding: Finding) -> RoundFinding:
    return copied(answers[finding.school_id], finding, was_there=False, now=finding.now)


def round_extend(*, user: User, round_: Round, deadline: date, text: str, version: int | None = None) -> None:
    """Give the schools more time, with the reason.

    Raises:
        Refused: if the day is not later than the deadline.

    """
    reason = require_text(text)
    said = _("上报期限由{old}延至{new}。{reason}").format(
        old=round_.deadline.isoformat(), new=deadline.isoformat(), reason=reason
    )
    with handling(
        COURSE, user, round_, RoundAction.EXTEND, text=said, version=version, related=RELATED
    ) as fresh:
        if deadline <= fresh.deadline:
            raise Refused(_("新的期限应当晚于现在的期限。"))
        fresh.deadline = deadline


def round_cancel(*, user: User, round_: Round, text: str, version: int | None = None) -> None:
    """Give the round up, with the reason."""
    reason = require_text(text)
    with handling(COURSE, user, round_, RoundAction.CANCEL, text=reason, version=version, related=RELATED):
        pass
