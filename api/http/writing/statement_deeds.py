"""What is done with a statement about a rule that people attest."""

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path
from pydantic import Field

from accounts.models import User
from accounts.permissions import may_approve, may_edit
from api.http.bearer import DECIDES, WRITES
from api.http.description import NEW
from api.http.idempotency import once
from api.http.resources.schools import visible_school
from api.http.resources.statements import StatementDetailOut, statement_out, visible_statement
from api.http.types import Day, RuleCode, SchoolCode, Sent, today
from api.http.writing.deeds import Deed, Noun, router_of
from api.http.writing.taking import called, given, taken
from api.http.writing.words import ReasonIn
from governance.choices import Conclusion
from governance.domain.rights import require_allowed
from oversight.attesting import confirming
from oversight.attesting.asked import attested_rules
from oversight.attesting.states import COURSE
from oversight.attesting.stating import Words, statement_amend, statement_hand_in
from oversight.choices.statement import StatementAction as A
from oversight.forms.attesting import StatementForm
from oversight.models import Statement


class WordsIn(Sent):
    """The conclusion, what was seen, on which paper, how long it counts."""

    conclusion: Annotated[Literal[tuple(Conclusion.values)], called(Statement, "conclusion")]
    note: Annotated[str, Field(max_length=300), called(Statement, "note")] = ""
    document_number: Annotated[str, Field(max_length=120), called(Statement, "document_number")] = ""
    until: Annotated[
        Day | None, Field(description="the last day; all the months of the rule if left out")
    ] = None


class StatementIn(WordsIn):
    """What a school found out about itself."""

    rule: Annotated[RuleCode, called(Statement, "rule")]


class AttestationIn(StatementIn):
    """What an official found out, and in whose name."""

    attester: Annotated[str, Field(min_length=1, max_length=120)]


def _words(sent: WordsIn, code: str) -> Words:
    """Return what was stated.

    Raises:
        ValidationError: as the form of the page says, or on ``rule`` if it is none that people attest.

    """
    rule = next((one for one in attested_rules() if one.code == code), None)
    if rule is None:
        text = _("规则{rule}按登记的资料判断，不由人核实。").format(rule=code)
        raise ValidationError({"rule": text})
    form = StatementForm(given(sent), rule=rule)
    taken(form)
    return form.words


def _amend(*, user: User, statement: Statement, sent: WordsIn, today: date, version: int) -> None:
    words = _words(sent, statement.rule)
    statement_amend(user=user, statement=statement, words=words, today=today, version=version)


STATEMENTS = Noun(
    name="statement",
    path="/statements/{key}",
    tag="oversight",
    course=COURSE,
    row="statement",
    seen=visible_statement,
    out=StatementDetailOut,
    shown=statement_out,
    deeds={
        A.AMEND.value: Deed(_amend, WordsIn),
        A.WITHDRAW.value: Deed(confirming.statement_withdraw),
        A.CONFIRM.value: Deed(confirming.statement_confirm),
        A.RETURN.value: Deed(confirming.statement_return, ReasonIn),
    },
)
router = router_of(STATEMENTS)


@router.post(
    "/schools/{code}/statements",
    response={201: StatementDetailOut},
    auth=WRITES,
    summary="Hand a statement in",
    openapi_extra=NEW,
)
def statement_state(request: HttpRequest, code: Path[SchoolCode], sent: StatementIn) -> dict[str, Any]:
    """Hand in what the school found out about itself; it counts once it is confirmed."""
    school = visible_school(request, code)

    def hand_in() -> dict[str, Any]:
        require_allowed(may_edit(request.user, school))
        told = {"rule": sent.rule, "words": _words(sent, sent.rule), "today": today()}
        return STATEMENTS.told(statement_hand_in(user=request.user, school=school, **told), request.user)

    return once(request, hand_in)


@router.post(
    "/schools/{code}/attestations",
    response={201: StatementDetailOut},
    auth=DECIDES,
    summary="Attest a rule",
    openapi_extra=NEW,
)
def statement_attest(request: HttpRequest, code: Path[SchoolCode], sent: AttestationIn) -> dict[str, Any]:
    """Attest by the official's own check."""
    school = visible_school(request, code)

    def attest() -> dict[str, Any]:
        require_allowed(may_approve(request.user, school))
        told = {"rule": sent.rule, "words": _words(sent, sent.rule), "attester": sent.attester}
        made = confirming.statement_attest(user=request.user, school=school, today=today(), **told)
        return STATEMENTS.told(made, request.user)

    return once(request, attest)
