"""Officials confirm what a school stated, send it back, or attest by themselves."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.permissions import may_approve
from governance.choices import Conclusion
from governance.domain.act import Act
from governance.domain.attesting import Said, attestation_record
from governance.domain.locks import lock_affected
from governance.domain.refusals import Denied
from governance.models import Attestation
from oversight.attesting.asked import not_asked
from oversight.attesting.states import COURSE
from oversight.attesting.stating import Words, attach, require_asked, require_words
from oversight.choices.statement import StatementAction, StatementState
from oversight.handling import handling, require_text
from oversight.models import Statement
from schools.models import School

RELATED = ("school__jurisdiction", "attestation")


def statement_confirm(
    *, user: User, statement: Statement, today: date, text: str = "", version: int | None = None
) -> Attestation:
    """Confirm what the school stated: from today it is what the rules read."""
    act = StatementAction.CONFIRM
    with (
        _school_first(statement.school),
        handling(COURSE, user, statement, act, text=text, version=version, related=RELATED) as fresh,
    ):
        words = Words(Conclusion(fresh.conclusion), fresh.note, fresh.document_number, fresh.until)
        with override(None):
            attester = _("{school}自查，{place}确认").format(
                school=fresh.school, place=fresh.school.jurisdiction
            )
        fresh.attestation = _record(user, fresh.school, fresh.rule, words, attester, today)
    return statement.attestation


def statement_return(*, user: User, statement: Statement, text: str, version: int | None = None) -> None:
    """Send the statement back to be completed, with the reason."""
    text, act = require_text(text), StatementAction.RETURN
    with handling(COURSE, user, statement, act, text=text, version=version, related=RELATED):
        pass


def statement_withdraw(
    *, user: User, statement: Statement, text: str = "", version: int | None = None
) -> None:
    """Take the statement back."""
    act = StatementAction.WITHDRAW
    with handling(COURSE, user, statement, act, text=text, version=version, related=RELATED):
        pass


def statement_attest(
    *,
    user: User,
    school: School,
    rule: str,
    words: Words,
    attester: str,
    today: date,
    files: Iterable[Any] = (),
) -> Statement:
    """Attest by the official's own check; the school's open statement on the rule stays to be answered.

    Raises:
        Denied: if the user does not decide above the school.
        ValidationError: if the rule is not asked of the school, or a day makes no sense.

    """
    verdict = may_approve(user, school)
    if not verdict:
        raise Denied(verdict.reason)
    require_asked(school, rule, today)
    require_words(rule, words, today)
    with _school_first(school):
        attested = _record(user, school, rule, words, attester, today)
        row = Statement.objects.create(
            school=school,
            rule=rule,
            state=StatementState.CONFIRMED,
            made_on=today,
            attestation=attested,
            **asdict(words),
        )
        attach(row, user, files)
        row.entries.create(action=StatementAction.ATTEST, text=words.note, actor=user)
    return row


def cannot(user: User, schools: Iterable[School], rule: str, today: date) -> dict[int, str]:
    """Return by school why the official cannot attest the rule there, for those where he cannot."""
    schools = list(schools)
    found = not_asked(schools, rule, today)
    later = Attestation.objects.filter(
        school__in=[s.pk for s in schools], rule=rule, period__startswith__gt=today
    )
    found |= dict.fromkeys(later.values_list("school", flat=True), _("已有较晚的核实结论"))
    return found | {s.pk: v.reason for s in schools if not (v := may_approve(user, s))}


def _record(user: User, school: School, rule: str, words: Words, attester: str, today: date) -> Attestation:
    said = Said(words.conclusion, attester[:120], words.note, words.document_number, words.until)
    return attestation_record(act=Act(actor=user, today=today), school=school, rule=rule, said=said)


@contextmanager
def _school_first(school: School) -> Iterator[None]:
    """Lock the school and what it affects before the statement, as every operation does."""
    with transaction.atomic():
        lock_affected([school.pk])
        yield
