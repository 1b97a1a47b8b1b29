"""Every list of every model with a scope, as every visitor: what ``visible_to`` gives, worked out by hand.

The answer is found by walking from each row to its school and from the grant up and down the parents, one
object after the other: without ``scope_filter``, without the numbers of the trees and without a query.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from accounts.models import AccessGrant, GrantEvent, User
from exports.models import Order
from governance.choices import OrgLevel, OrgType, Role
from governance.models import PartyMembership, Plan, PlanEntry, PlanStep
from governance.models.plan import PRIVATE_STATES as PRIVATE_PLANS
from intake.models import RosterImport
from oversight.choices.notice import PRIVATE_STATES as PRIVATE_NOTICES
from oversight.models import Notice, NoticeEntry, NoticeItem, Report
from privacy.models import DataExport, LegalHold
from schools.models import Jurisdiction, School
from tests import factories
from tests.security.matrix.tally import Tally
from tests.security.matrix.visitors import AREA, FORMS, POSITIONS, SCHOOL, World, visitor

APPS = ("accounts", "schools", "privacy", "governance", "oversight", "exports", "intake", "api")
KEEPERS = ("official", "administrator", "system", "security", "auditor")
OFFICERS = ("system", "security", "auditor")
#: Who finds out who took which file away.
WATCHERS = ("official", "administrator", "security", "auditor")


def scoped_models() -> list[Any]:
    """Return every model whose rows are visible to some and not to others."""
    own = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    return sorted(
        (m for m in own if hasattr(m._default_manager.all(), "visible_to")), key=lambda m: m._meta.label
    )


def furnish(world: World) -> None:
    """Add rows of what the doors of the two schools have not."""
    for school, county in (world.place["rows"], world.far["rows"]):
        branch = school.organizations.order_by("pk").first()
        unit, person = factories.unit(school), factories.employ(factories.person(school)).person
        factories.unit_membership(unit, person)
        factories.host_unit(branch, unit)
        factories.affiliation(school)
        factories.restriction(factories.member(school))
        factories.roster_import(school, factories.user())
        remembered = {"question": f"value|PoliticalStatus|{school.code}", "said_by": factories.user()}
        county.remembered_answers.create(**remembered)
        factories.waiver(school, "ORG-005", "school", school.code)
        factories.attestation(school)
        factories.review(school)
        factories.assign(person, factories.leading_group(school), Role.HEAD)
        factories.term(branch)
        factories.enforcement("ORG-013", "refuse", county)
        factories.parameter("BRANCH_MIN", 4, county)
        factories.evidence(county)
        factories.membership(factories.member(school), None, external_organization="演示社区党支部")
        joint = factories.organization(OrgType.JOINT_BRANCH, school=school, level=OrgLevel.DISTRICT)
        factories.coverage(joint, other_unit="演示单位")
        factories.merger(factories.organization(parent=branch, type=OrgType.GROUP), joint)
        for row in (school.answers.first(), school.statements.first(), school.waiver_requests.first()):
            row.entries.create(action="comment", text="演示")
        LegalHold.objects.create(person=person, reason="演示", placed_by=factories.user())
        told = {"route": "x", "purpose": "work", "people": 1, "user": factories.user()}
        DataExport.objects.create(jurisdiction=county, **told)
        GrantEvent.objects.create(deed="given", user=factories.user(), school=school, reason="演示")


class Seen:
    """Whom and what a grant of one visitor reaches, by walking."""

    def __init__(self, user: User, form: tuple[str, str], position: str, world: World):
        self.user, (self.role, kind) = user, form
        holds = position not in ("none", "ended", "future", "deactivated")
        self.is_active = position != "deactivated"
        scope = world.scopes.get((kind, position)) if holds else None
        self.area = scope.pk if kind == AREA and scope else None
        self.school = None
        if scope is not None and kind != AREA:
            self.school = scope.pk if kind == SCHOOL else scope.school_id
        self.parents = dict(Jurisdiction.objects.values_list("pk", "parent"))
        self.homes = dict(School.objects.values_list("pk", "jurisdiction"))

    def _below(self, area: int | None) -> bool:
        while area is not None and self.area is not None:
            if area == self.area:
                return True
            area = self.parents[area]
        return False

    def covers(self, school: int | None, area: int | None) -> bool:
        """Tell whether the grant reaches the school or the jurisdiction."""
        if school is not None and (school == self.school or self._below(self.homes[school])):
            return True
        return area is not None and self._below(area)

    def sees(self, row: Any) -> bool:
        """Tell whether the row is the visitor's to see."""
        if not self.is_active:
            return False
        if isinstance(row, AccessGrant | GrantEvent):
            keeps = self.role in KEEPERS and self.covers(row.school_id, row.jurisdiction_id)
            return keeps or row.user_id == self.user.pk
        if isinstance(row, DataExport):
            watches = self.role in WATCHERS and self.covers(row.school_id, row.jurisdiction_id)
            return watches or row.user_id == self.user.pk
        if self.role in OFFICERS:
            return False
        return self.covers(*home(row)) and self._is_shown(row)

    def _is_shown(self, row: Any) -> bool:
        """Tell whether what others are still drawing up is shown to the visitor."""
        if isinstance(row, Report | Order | RosterImport):
            return row.asked_by_id == self.user.pk
        if isinstance(row, PlanStep | PlanEntry):
            row = row.plan
        if isinstance(row, Plan):
            is_private = row.state in PRIVATE_PLANS and not row.is_shared
            return not is_private or self.role == "administrator" or row.author_id == self.user.pk
        if isinstance(row, NoticeItem | NoticeEntry):
            row = row.notice
        if isinstance(row, Notice):
            is_own = self.role == "official" and self._below(row.jurisdiction_id)
            return row.state not in PRIVATE_NOTICES or is_own
        return True


def home(row: Any) -> tuple[int | None, int | None]:
    """Return the keys of the school and of the jurisdiction the row belongs to."""
    if isinstance(row, Jurisdiction):
        return None, row.pk
    if isinstance(row, PartyMembership) and row.organization is None:
        return row.person.school_id, None
    return _follow(row, row.scope_path), _follow(row, row.jurisdiction_path)


def _follow(row: Any, path: str) -> int | None:
    for step in path.split("__") if path else ():
        if step == "pk":
            break
        row = getattr(row, step) if row is not None else None
    return row.pk if path and row is not None else None


def ask_lists(world: World, form: tuple[str, str], tally: Tally, models: Iterable[Any]) -> None:
    """Ask the list of every model as the role from every position."""
    users = {position: visitor(world, form, position) for position in POSITIONS}
    rows = {model: list(model._default_manager.all()) for model in models}
    for position, user in users.items():
        seen = Seen(user, form, position, world)
        for model, known in rows.items():
            expected = {row.pk for row in known if seen.sees(row)}
            found = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
            tally.ask(f"{'@'.join(form)} {position} {model._meta.label}", expected, found)


__all__ = ["FORMS", "ask_lists", "furnish", "home", "scoped_models"]
