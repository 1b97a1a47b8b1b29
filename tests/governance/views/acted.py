"""What is sent for every action of the catalogue so that it succeeds on one school."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from governance.choices import GroupType, Method, OrgState, OrgType, Role
from schools.choices import UnitKind
from tests import factories
from tests.structures import Structure, general_branch

#: The node and the values of the form, for a school with a 总支 and two branches.
Sent = tuple[Any, dict[str, Any]]


@dataclass(frozen=True)
class Scene:
    """The school on which actions are tried."""

    order: Structure

    @property
    def school(self):
        return self.order.school

    @property
    def branch(self):
        return self.order.branches[0]

    @property
    def other(self):
        return self.order.branches[1]

    def group(self):
        return factories.organization(OrgType.GROUP, parent=self.branch, short_name="第一党小组")

    def draft(self):
        unit = factories.unit(self.school, "九年级组")
        row = factories.organization(
            parent=self.order.root, state=OrgState.DRAFT, full_name="中共演示九年级组支部委员会"
        )
        factories.host_unit(row, unit)
        return row

    def empty(self):
        """A party group that nobody is in: nothing stands in the way of dissolving it."""
        return self.group()


def _seat(role: Role, person: Any, **more: Any) -> dict[str, Any]:
    return {"role": role, "person": person.number, **more}


def large(scene: Scene) -> Any:
    """A branch of twelve, three in each of four groups of teachers, and the units' names."""
    branch = factories.organization(
        parent=scene.order.root, full_name="中共演示教研党支部委员会", short_name="教研党支部"
    )
    factories.term(branch)
    for name in ("语文组", "数学组", "英语组", "科学组"):
        unit = factories.unit(scene.school, name, kind=UnitKind.SUBJECT)
        factories.host_unit(branch, unit)
        for person in factories.members(3, scene.school, branch):
            factories.unit_membership(unit, person)
    return branch


def parts_of(scene: Scene, branch: Any) -> dict[str, Any]:
    """What a form sends for two parts of the branch, each on two of its units with its secretary."""
    hosts = list(branch.hosts.order_by("unit__number").select_related("unit"))
    sent: dict[str, Any] = {"parts-number": 2}
    for nth in range(2):
        units = [host.unit for host in hosts[2 * nth : 2 * nth + 2]]
        sent |= {
            f"parts-{nth}-full_name": f"中共演示教研第{nth + 1}支部委员会",
            f"parts-{nth}-host_units": [unit.number for unit in units],
            f"parts-{nth}-secretary": units[0].memberships.first().person.number,
        }
    return sent


def small(scene: Scene) -> Any:
    """Another branch below the 总支, of three."""
    unit = factories.unit(scene.school, "后勤组", kind=UnitKind.OFFICE)
    branch = factories.organization(
        parent=scene.order.root, full_name="中共演示后勤支部委员会", short_name="后勤党支部"
    )
    factories.term(branch)
    factories.host_unit(branch, unit)
    for person in factories.members(3, scene.school, branch):
        factories.unit_membership(unit, person)
    return branch


def scene_for(name: str) -> Scene:
    """Return a school on which the action can be done: the first organisation is founded where none is."""
    if name != "organization_found_top":
        return Scene(general_branch())
    school = factories.school()
    return Scene(Structure(school, None, [], [], factories.members(5, school)))


def _held(scene: Scene, body: Any, role: Role) -> Any:
    person = factories.member(scene.school, scene.branch)
    factories.assign(person, body, role)
    return person


def _post(body_of: Callable[[Scene], Any], role: Role, kind: str) -> Callable[[Scene], Sent]:
    def sent(scene: Scene) -> Sent:
        body = body_of(scene)
        if kind == "assign":
            newcomer = factories.member(scene.school, scene.branch)
            return body, _seat(role, newcomer, method=Method.APPOINTED, approved_on="2026-05-01")
        person = _held(scene, body, role)
        if kind == "end":
            return body, _seat(role, person)
        return body, _seat(role, person, successor=factories.member(scene.school, scene.branch).number)

    return sent


def _branch(scene: Scene) -> Any:
    return scene.branch


def _unit(scene: Scene) -> Any:
    return factories.unit(scene.school, "总务处")


def _school(scene: Scene) -> Any:
    return scene.school


CASES: dict[str, Callable[[Scene], Sent]] = {
    "organization_draft": lambda s: (
        s.order.root,
        {
            "type": OrgType.BRANCH,
            "full_name": "中共演示九年级组支部委员会",
            "host_units": [factories.unit(s.school, "九年级组").number],
        },
    ),
    "organization_draft_top": lambda s: (
        s.school,
        {
            "type": OrgType.BRANCH,
            "full_name": "中共演示联合支部委员会",
            "external_superior": "中共演示县委教育工作委员会",
            "host_units": [factories.unit(s.school, "九年级组").number],
            "act_reason": "新办分校",
        },
    ),
    "organization_found": lambda s: (
        s.order.root,
        {
            "type": OrgType.BRANCH,
            "full_name": "中共演示九年级组支部委员会",
            "host_units": [factories.unit(s.school, "九年级组").number],
            "members": [(team := [one.number for one in factories.members(3, s.school)])[1], team[2]],
            "secretary": team[0],
            "act_document": factories.document(s.school).pk,
        },
    ),
    "organization_found_top": lambda s: (
        s.school,
        {
            "type": OrgType.BRANCH,
            "full_name": "中共演示小学支部委员会",
            "superior": factories.upper().number,
            "members": [one.number for one in s.order.people],
            "secretary": s.order.people[0].number,
            "act_document": factories.document(s.school).pk,
        },
    ),
    "organization_split": lambda s: (
        (branch := large(s)),
        {**parts_of(s, branch), "act_document": factories.document(s.school).pk},
    ),
    "organization_merge": lambda s: (
        s.branch,
        {"others": [small(s).number], "act_document": factories.document(s.school).pk},
    ),
    "organization_retype": lambda s: (
        s.order.root,
        {
            "type": OrgType.COMMITTEE,
            "full_name": "中共演示学校委员会",
            "act_document": factories.document(s.school).pk,
        },
    ),
    "organization_submit": lambda s: (s.draft(), {}),
    "organization_rename": lambda s: (s.branch, {"full_name": "中共演示支部委员会"}),
    "organization_move": lambda s: (s.group(), {"parent": s.other.number}),
    "organization_dissolve": lambda s: (s.empty(), {"act_document": factories.document(s.school).pk}),
    "host_attach": lambda s: (s.branch, {"units": [_unit(s).number]}),
    "host_attach_here": lambda s: (_unit(s), {"organization": s.branch.number}),
    "host_detach": lambda s: (
        s.branch,
        {"unit": factories.host_unit(s.branch, _unit(s)).unit.number, "act_reason": "调整"},
    ),
    "member_transfer": lambda s: (
        s.branch,
        {"people": [person.number for person in s.order.people[6:8]]},
    ),
    "member_join": lambda s: (s.branch, {"person": factories.member(s.school).number}),
    "post_assign": _post(_branch, Role.MEMBER, "assign"),
    "post_hand_over": _post(_branch, Role.DEPUTY_SECRETARY, "hand_over"),
    "post_end": _post(_branch, Role.DEPUTY_SECRETARY, "end"),
    "post_assign_unit": _post(_unit, Role.UNIT_HEAD, "assign"),
    "post_hand_over_unit": _post(_unit, Role.UNIT_HEAD, "hand_over"),
    "post_end_unit": _post(_unit, Role.UNIT_HEAD, "end"),
    "post_assign_school": _post(_school, Role.VICE_PRINCIPAL, "assign"),
    "post_hand_over_school": _post(_school, Role.VICE_PRINCIPAL, "hand_over"),
    "post_end_school": _post(_school, Role.VICE_PRINCIPAL, "end"),
    "unit_create": lambda s: (s.school, {"name": "教务处", "kind": UnitKind.OFFICE}),
    "unit_create_below": lambda s: (s.order.units[0], {"name": "七年级备课组", "kind": UnitKind.PREPARATION}),
    "unit_rename": lambda s: (_unit(s), {"name": "后勤处"}),
    "unit_move": lambda s: (_unit(s), {"parent": s.order.units[0].number}),
    "unit_close": lambda s: (_unit(s), {}),
    "leading_group_set_up": lambda s: (
        s.school,
        {
            "name": "党风廉政建设领导小组",
            "types": [GroupType.OTHER],
            "heads": [s.order.people[1].number],
            "members": [s.order.people[2].number, s.order.people[3].number],
        },
    ),
}


def on_paper(values: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the values with the fields every form has."""
    return {"act_on": timezone.localdate().isoformat(), "act_reason": "工作需要", **values, **more}
