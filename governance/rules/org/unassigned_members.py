"""ORG-012 党员编入支部."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import PersonCount, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, error
from governance.rules.sources import HANDBOOK, PARTY_CONSTITUTION, local, text
from governance.rules.vocabulary import about_own_org, days_since, in_this_school, longer_than


def _waiting(since: date) -> PersonCount:
    return PersonCount((501,), since, (since,))


@rule(
    code="ORG-012",
    name=_("党员编入支部"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    summary=_("在学校工作的党员，超过组织关系转接期仍没有登记所在支部。"),
    why=_("每个党员都必须编入党的一个支部，参加组织生活，接受教育管理和监督。"),
    sources=(text(PARTY_CONSTITUTION), local(HANDBOOK)),
    parameters=("TRANSFER_DAYS",),
    is_waivable=False,
    silenced_by=(
        Silencer("ORG-034", when=in_this_school),
        Silencer("ORG-001", frozenset({"a", "c"})),
        Silencer("ORG-002"),
        Silencer("ORG-011", frozenset({"0"}), about_own_org),
    ),
    texts={
        "": Text(
            _("{school}有{n}名党员未登记所在支部，最长已{days}天。"),
            _("请核对组织关系转接情况，将上述党员编入一个支部；组织关系在其他单位的，登记所在党组织。"),
        ),
    },
    passes=Example(
        _("一名党员60天前调入，介绍信还在转接。"),
        school(branch(full=8), unassigned=_waiting(date(2026, 4, 2))),
    ),
    fails=Example(
        _("一名党员调入120天，仍没有登记所在支部。"),
        school(branch(full=8), unassigned=_waiting(date(2026, 2, 1))),
    ),
)
def unassigned_members(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A transfer may take its time; an outer organisation on record counts as a branch."""
    most = facts.params["TRANSFER_DAYS"]
    late = {person: since for person, since in school.unassigned.dated() if longer_than(since, most, facts)}
    if not late:
        return PASSED
    evidence: dict[str, Any] = {"n": len(late), "person_ids": list(late)}
    days = [days_since(since, facts) for since in late.values() if since is not None]
    if days:
        evidence["days"] = max(days)
    return error(**evidence)
