"""ORG-024 撤销完整性."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import Gate, OrgState, Outcome, Severity, SubjectKind
from governance.facts import OrgFact, ResidueFact, SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, BY_DEFAULT, text
from governance.rules.vocabulary import iso


def _dissolved(residue: ResidueFact) -> OrgFact:
    return branch(state=OrgState.DISSOLVED, state_since=date(2026, 5, 1), residue=residue)


@rule(
    code="ORG-024",
    name=_("撤销完整性"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    gate=Gate.G3,
    is_data=True,
    is_waivable=False,
    summary=_("党组织已经撤销，仍有党员、下级党组织、任职、选举、覆盖单位没有处理，或者没有撤销批复。"),
    why=_("党组织撤销时，党员的组织关系、任职和下级党组织都要有去处，登记才前后一致。"),
    sources=(BY_DEFAULT, text(BRANCH_REGULATION)),
    states=frozenset({OrgState.DISSOLVED}),
    texts={
        "": Text(
            _("{org}已于{date}撤销，仍有{items}未处理。"),
            _("请完成党员组织关系转接、任职终止、下级党组织调整和批复登记后，再办结撤销。"),
        ),
        "closing": Text(
            _("{org}拟撤销，仍有{items}未处理。"),
            _("请完成党员组织关系转接、任职终止、下级党组织调整和批复登记后，再办结撤销。"),
        ),
    },
    passes=Example(_("最后一名党员在撤销当日转出。"), school(_dissolved(ResidueFact()))),
    fails=Example(_("撤销后还有一项任职没有终止日期。"), school(_dissolved(ResidueFact(assignments=1)))),
)
def unfinished_dissolution(org: OrgFact, facts: SchoolFacts) -> Result:
    """A live organisation below is left to ORG-010, where the people sit who can mend it."""
    residue = org.residue or ResidueFact()
    if not residue:
        return PASSED
    evidence = _evidence(residue, residue.children - residue.live_children)
    if not evidence["items"]:
        return Result(Outcome.NOT_APPLICABLE, because="ORG-010")
    return warning(date=iso(org.state_since), **evidence)


@unfinished_dissolution.at(Gate.G3)
def unfinished_at_closing(org: OrgFact, facts: SchoolFacts) -> Result:
    """Closing asks for everything to be settled, organisations below included."""
    if org.residue is None:
        return unknown(_("党员、任职和下级党组织"))
    if not org.residue:
        return PASSED
    return warning("closing", **_evidence(org.residue, org.residue.children))


def _evidence(residue: ResidueFact, children: int) -> dict[str, Any]:
    """Return the counts and the same in words."""
    items = (
        (residue.members, _("正式编入党员{n}名")),
        (children, _("下级党组织{n}个")),
        (residue.assignments, _("任职{n}项")),
        (residue.open_elections, _("未完成的选举{n}项")),
        (residue.covered, _("覆盖单位{n}个")),
        (0 if residue.has_document else 1, _("撤销批复")),
    )
    return {
        "members": residue.members,
        "children": children,
        "assignments": residue.assignments,
        "open_elections": residue.open_elections,
        "covered": residue.covered,
        "has_document": residue.has_document,
        "items": [{"text": str(phrase), "n": n} for n, phrase in items if n],
    }
