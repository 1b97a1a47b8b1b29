"""A school says how it stands with a rule that people attest, or mends what it said."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit
from governance.choices import Conclusion
from governance.domain.attesting import end_of
from governance.domain.refusals import Denied
from oversight.attesting.asked import attested_rules, not_asked
from oversight.attesting.states import COURSE
from oversight.choices.statement import StatementAction
from oversight.evidence import evidence_receive
from oversight.handling import handling
from oversight.models import Statement
from schools.models import School
from schools.periods import last_day


@dataclass(frozen=True, slots=True)
class Words:
    """What is stated; ``until`` empty takes all the months the rule gives."""

    conclusion: Conclusion
    note: str = ""
    document_number: str = ""
    until: date | None = None


def statement_hand_in(
    *, user: User, school: School, rule: str, words: Words, today: date, files: Iterable[Any] = ()
) -> Statement:
    """Hand in what the school found out about itself; it counts once it is confirmed.

    Raises:
        Denied: if it is not the user's school.
        ValidationError: if the rule is not asked of the school, or something is open already.

    """
    verdict = may_edit(user, school)
    if not verdict:
        raise Denied(verdict.reason)
    require_asked(school, rule, today)
    require_words(rule, words, today)
    row = Statement(school=school, rule=rule, made_on=today, **asdict(words))
    with transaction.atomic():
        row.full_clean()
        row.save()
        attach(row, user, files)
        row.entries.create(action=StatementAction.HAND_IN, text=words.note, actor=user)
    return row


def statement_amend(
    *,
    user: User,
    statement: Statement,
    words: Words,
    today: date,
    files: Iterable[Any] = (),
    version: int | None = None,
) -> None:
    """Complete a statement that was sent back and hand it in again."""
    require_words(statement.rule, words, today)
    act = StatementAction.AMEND
    with handling(
        COURSE, user, statement, act, text=words.note, version=version, related=("school",)
    ) as fresh:
        for name, value in asdict(words).items():
            setattr(fresh, name, value)
        fresh.full_clean()
        attach(fresh, user, files)


def require_asked(school: School, rule: str, today: date) -> None:
    """Refuse a rule that data decide, or that is not asked of the school."""
    if rule not in {declared.code for declared in attested_rules()}:
        raise ValidationError(_("规则{rule}按登记的资料判断，不由人核实。").format(rule=rule))
    reason = not_asked([school], rule, today).get(school.pk)
    if reason:
        raise ValidationError(_("{reason}。").format(reason=reason))


def require_words(rule: str, words: Words, today: date) -> None:
    """Refuse a failure that says nothing, and days that make no sense.

    Raises:
        ValidationError: on the field.

    """
    if words.conclusion == Conclusion.FAIL and not words.note.strip():
        raise ValidationError({"note": _("结论为不符合的，应当写明核实到的情况。")})
    if words.until is None:
        return
    if words.until < today:
        raise ValidationError({"until": _("有效期已经过去。")})
    if end_of(rule, today, words.until) > end_of(rule, today):
        raise ValidationError({"until": _("最晚到 {day}。").format(day=last_day(end_of(rule, today)))})


def attach(row: Statement, user: User, files: Iterable[Any]) -> None:
    """Keep the files as evidence of the statement."""
    row.evidence.add(*[evidence_receive(user=user, place=row.school, upload=upload) for upload in files])
