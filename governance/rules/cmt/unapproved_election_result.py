"""CMT-011 书记副书记报批、委员备案."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import COMMITTEE_ROLES, BodyKind, Gate, Method, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, PARTY_CONSTITUTION, text
from governance.rules.vocabulary import iso

MEND = _("请将选举结果报{upper}，书记、副书记登记批复，委员登记备案日期。")
_ORG = branch(full=8)
_NEW = holder(
    _ORG, Role.SECRETARY, method=Method.ELECTED, elected_on=date(2026, 4, 1), approved_on=None, filed_on=None
)


@rule(
    code="CMT-011",
    name=_("书记副书记报批、委员备案"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("选举产生的书记、副书记没有登记上级批准，委员没有登记备案。"),
    why=_("选举结果报上级党组织，书记、副书记由上级批准。"),
    sources=(text(PARTY_CONSTITUTION), text(BRANCH_REGULATION)),
    parameters=("APPROVE_WAIT_DAYS",),
    is_waivable=False,
    silenced_by=(Silencer("ORG-034"), Silencer("CMT-016"), Silencer("CMT-009")),
    texts={
        "": Text(_("{org}{post}于{elected_on}当选，尚未登记上级批准（备案）。"), MEND),
        "document": Text(_("{org}{post}尚未登记任职文件。"), MEND),
    },
    passes=Example(
        _("4月1日当选，今天4月30日，尚未批准。"), school(_ORG, roles=(_NEW,), on=date(2026, 4, 30))
    ),
    fails=Example(
        _("4月1日当选，今天5月2日，没有登记批准。"), school(_ORG, roles=(_NEW,), on=date(2026, 5, 2))
    ),
)
def unapproved_election_result(role: RoleFact, facts: SchoolFacts) -> Result:
    """Approval follows the election: nothing is said while it is on its way."""
    if not _elected(role):
        return NOT_APPLICABLE
    if _settled(role):
        return PASSED
    if role.elected_on is None:
        return unknown(*_missing(role))
    if facts.on <= role.elected_on + timedelta(days=facts.params["APPROVE_WAIT_DAYS"]):
        return PASSED
    if role.role == Role.MEMBER:
        return info(elected_on=iso(role.elected_on))
    say = error if "APPROVE_WAIT_DAYS" in facts.locally_set else warning
    return say(elected_on=iso(role.elected_on))


@unapproved_election_result.at(Gate.G1)
def secretary_not_approved(role: RoleFact, facts: SchoolFacts) -> Result:
    """An organisation starts work under an approved secretary; a document that assigns one approves."""
    if role.body != BodyKind.ORGANIZATION or role.role != Role.SECRETARY or role.is_acting:
        return NOT_APPLICABLE
    if _settled(role):
        return PASSED
    if not _elected(role):
        return PASSED if role.has_document else error("document")
    return error(elected_on=iso(role.elected_on)) if role.elected_on else unknown(*_missing(role))


def _elected(role: RoleFact) -> bool:
    """Tell whether the post is of the committee and not known to be filled by a document."""
    if role.body != BodyKind.ORGANIZATION or role.role not in COMMITTEE_ROLES or role.is_acting:
        return False
    return role.method in (None, Method.ELECTED)


def _settled(role: RoleFact) -> bool:
    if role.role == Role.MEMBER and role.filed_on is not None:
        return True
    return role.approved_on is not None


def _missing(role: RoleFact) -> tuple[object, ...]:
    return (_("当选日期"),) if role.method else (_("产生方式"), _("当选日期"))
