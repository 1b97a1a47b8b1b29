"""Try a plan: run it, look at what came out, take it all back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from governance.actions.references import Resolver
from governance.choices import DocumentKind, MembershipKind, OrgLevel, OrgState
from governance.domain.act import Act, Rehearsal
from governance.domain.batch import batch
from governance.domain.refusals import Stale
from governance.models import Document, PartyMembership, PartyOrganization, Plan
from governance.plans.comparison import REMOVED, Comparison, compare
from governance.plans.outcome import (
    as_stored,
    chart_as_json,
    comparison_as_json,
    digest_of,
    judgements_as_json,
    obstacles_as_json,
    people_as_json,
    steps_as_json,
)
from governance.plans.people import Member, Members, people_changed
from governance.plans.running import PROBLEMS, Run, StepResult
from governance.presentation.chart_view import EVERYTHING
from governance.presentation.loading import load_structure
from governance.presentation.school_chart import SchoolChart
from governance.presentation.structure import Structure
from schools.domain.numbering import next_number
from schools.models import School

#: The operation a published plan is recorded as.
PUBLISHED = "plan_publish"


class _TakeBack(Exception):
    """Leaves the transaction without a trace."""


@dataclass
class Preview:
    """What a plan would do.

    ``outcome`` is all of it as JSON, ``after`` the structure it would leave behind, ``made`` maps the
    register numbers of what it makes to the references by which later steps name them.
    """

    outcome: dict[str, Any]
    digest: str
    before: Structure
    after: Structure
    made: dict[str, str]

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The steps that cannot be done."""
        return [step for step in self.outcome["steps"] if step["problem"]]

    @property
    def may_be_submitted(self) -> bool:
        """Whether there is something to do and nothing in its way."""
        return bool(self.outcome["steps"]) and not self.problems and not self.outcome["refusing"]


def preview(plan: Plan, *, user: User, today: date) -> Preview:
    """Run the plan and take everything back.

    Args:
        plan: the plan; its school is locked for the time it takes.
        user: whose eyes resolve the references; the author when a plan is judged by others.
        today: a plan for an earlier day is tried as a correction, one for a later day as if it were then.

    Raises:
        Stale: if the school is being changed at the same time.

    """
    try:
        return _taken_back(plan, user, today, may_fail=False)
    except Stale:
        raise
    except PROBLEMS:  # most plans have none; of this one each step is to tell its own
        return _taken_back(plan, user, today, may_fail=True)


def _taken_back(plan: Plan, user: User, today: date, *, may_fail: bool) -> Preview:
    found: list[Preview] = []
    try:
        with transaction.atomic():
            found.append(_tried(plan, user, today, may_fail=may_fail))
            raise _TakeBack
    except _TakeBack:
        return found[0]


def _tried(plan: Plan, user: User, today: date, *, may_fail: bool) -> Preview:
    """Run the plan inside a transaction that somebody else takes back."""
    day, steps = max(today, plan.effective_on), list(plan.steps.all())
    rehearsal = Rehearsal()
    act = Act(
        actor=user,
        today=day,
        effective_on=plan.effective_on,
        reason=plan.title,
        rehearsal=rehearsal,
    )
    before = _Look.at(plan.school, plan.effective_on)
    resolver = Resolver(user, plan.school)
    paper = paper_to_come(plan)
    with batch(act, PUBLISHED, school=plan.school, document=paper, may_fail=may_fail) as whole:
        results = Run(whole, resolver).all(steps, strict=not may_fail)
    after = _Look.at(plan.school, plan.effective_on)
    with override(None):  # what is kept is in one language, whoever looks
        outcome = as_stored(_outcome(before, after, results, rehearsal))
    return Preview(
        outcome,
        digest_of(plan.effective_on.isoformat(), outcome),
        before.structure,
        after.structure,
        resolver.made(),
    )


def paper_to_come(plan: Plan) -> Document:
    """Return the approval the plan has, or one in its place until it has."""
    if plan.approval is not None:
        return plan.approval
    return Document.objects.create(
        school=plan.school,
        register_number=next_number(Document, plan.school.code, "D", field="register_number"),
        kind=DocumentKind.APPROVAL,
        document_number=_("（待批复）"),
        issued_on=plan.effective_on,
        issuer=superior_of(plan.school),
    )


def superior_of(school: School) -> PartyOrganization | None:
    """Return the organisation that decides about the school's own one, or else that of its jurisdiction."""
    own = PartyOrganization.objects.filter(school=school, parent=None, superior__isnull=False)
    found = own.exclude(state=OrgState.DISSOLVED).select_related("superior").order_by("pk").first()
    if found is not None:
        return found.superior
    above = school.jurisdiction.get_ancestors(include_self=True)
    upper = PartyOrganization.objects.filter(jurisdiction__in=above, level=OrgLevel.UPPER)
    return upper.exclude(state=OrgState.DISSOLVED).order_by("-jurisdiction__level", "pk").first()


@dataclass(frozen=True)
class _Look:
    """A structure with everybody's branch."""

    structure: Structure
    members: Members

    @classmethod
    def at(cls, school: School, on: date) -> "_Look":
        rows = PartyMembership.objects.as_of(on).filter(
            kind=MembershipKind.FORMAL, organization__school=school
        )
        rows = rows.order_by().values_list(
            "person__number",
            "person__name",
            "organization__number",
            "organization__short_name",
            "organization__full_name",
        )
        members = {person: Member(name, branch, short or full) for person, name, branch, short, full in rows}
        return cls(load_structure(school, on), members)


def _outcome(before: _Look, after: _Look, results: list[StepResult], rehearsal: Rehearsal) -> dict[str, Any]:
    comparison = compare(before.structure, after.structure)
    people = people_changed(before.structure, after.structure, (before.members, after.members))
    return {
        "steps": steps_as_json(results),
        "refusing": obstacles_as_json(rehearsal.refusing),
        "asking": obstacles_as_json(rehearsal.asking),
        "cured": judgements_as_json(rehearsal.cured),
        "caused": judgements_as_json(rehearsal.caused),
        "kept": judgements_as_json(rehearsal.kept),
        "nodes": comparison_as_json(comparison),
        "people": people_as_json(people),
        "charts": _charts(before.structure, after.structure, comparison),
    }


def _charts(before: Structure, after: Structure, comparison: Comparison) -> dict[str, Any]:
    """Return both charts: what goes is marked before, what comes and moves after."""
    gone = {key: mark for key, mark in comparison.marks.items() if mark == REMOVED}
    return {
        "before": chart_as_json(SchoolChart(before, EVERYTHING).chart(), gone),
        "after": chart_as_json(SchoolChart(after, EVERYTHING).chart(), comparison.marks),
    }
