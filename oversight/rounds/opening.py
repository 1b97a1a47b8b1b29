"""Open a round: from then on each school has its list, as it stood."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.models import Finding
from oversight.choices.filing import FilingState
from oversight.choices.round import AnswerState, RoundAction, RoundKind, RoundState
from oversight.handling import handling
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.following import BECOMES, filed_already
from oversight.rounds.scope import rule_condition, schools_chosen
from oversight.rounds.states import COURSE

BATCH = 500
#: What a list page spells out besides is read where it is shown, for those who may see it.
_PRIVATE = frozenset({"person_ids"})


@transaction.atomic
def round_open(*, user: User, round_: Round, on: date, version: int | None = None) -> int:
    """Send the round out and return how many schools it went to.

    The findings of each school that are in scope are copied as they stand on record. A school without
    one has nothing to report unless the round asks for it.

    Raises:
        ValidationError: if no school is chosen, the deadline has passed, or a yearly round of the year
            is open already.

    """
    with handling(
        COURSE, user, round_, RoundAction.OPEN, version=version, related=("jurisdiction", "author")
    ) as fresh:
        require_openable(fresh, on)
        ids = list(schools_chosen(fresh, user, on).order_by("code").values_list("pk", flat=True))
        if not ids:
            raise ValidationError(_("还没有选到学校，请修改学校范围后再下发。"))
        fresh.opened_on = on
        _hand_out(fresh, ids, on)
    return len(ids)


def require_openable(round_: Round, on: date) -> None:
    """Make sure that the round may go out on the day.

    Raises:
        ValidationError: naming what is in the way.

    """
    if round_.deadline < on:
        raise ValidationError(_("上报期限已经过了，请先修改期限。"))
    same = Round.objects.filter(
        jurisdiction=round_.jurisdiction_id, year=round_.year, kind=RoundKind.ANNUAL, state=RoundState.OPEN
    )
    if round_.kind == RoundKind.ANNUAL and same.exclude(pk=round_.pk).exists():
        raise ValidationError(_("本年度已经有一次年度核查正在进行，请先办结。"))


def findings_in_scope(round_: Round, school_ids: list[int]):
    """Return the findings on record of the schools that the round is about, waived ones included."""
    found = Finding.objects.filter(rule_condition(round_), school__in=school_ids, closed_on=None)
    return found.order_by("school_id", "rule", "subject_number")


def _hand_out(round_: Round, ids: list[int], on: date) -> None:
    by_school: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings_in_scope(round_, ids):
        by_school[finding.school_id].append(finding)
    filed = filed_already(round_, ids) if round_.is_annual else {}
    answers = [
        Answer(round=round_, school_id=pk, state=_first_state(round_, by_school.get(pk, ()))) for pk in ids
    ]
    for answer in answers:
        if filing := filed.get(answer.school_id):
            answer.filing, answer.reported_on = filing, filing.checked_on
            answer.state = BECOMES[FilingState(filing.state)][1]
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    rows = [copied(answer, one) for answer in answers for one in by_school.get(answer.school_id, ())]
    RoundFinding.objects.bulk_create(rows, batch_size=BATCH)


def _first_state(round_: Round, findings) -> AnswerState:
    return AnswerState.WAITING if findings or round_.wants_zero else AnswerState.EXEMPT


def copied(answer: Answer, finding: Finding, **changes) -> RoundFinding:
    """Return the finding as a row of the round; who is meant is not copied."""
    evidence = {name: value for name, value in finding.evidence.items() if name not in _PRIVATE}
    return RoundFinding(
        answer=answer,
        finding=finding,
        rule=finding.rule,
        variant=finding.variant,
        severity=finding.severity,
        subject_kind=finding.subject_kind,
        subject_number=finding.subject_number,
        subject_name=finding.subject_name,
        evidence=evidence,
        first_seen=finding.first_seen,
        was_waived=finding.is_waived,
        **changes,
    )
