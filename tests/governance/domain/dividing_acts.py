"""The operations that found, divide and join organisations, once each, where they succeed."""

from typing import Any

from governance.choices import Duty, OrgType
from governance.domain.establishing import organization_found
from governance.domain.merging import organization_merge
from governance.domain.new_branches import NewBranch
from governance.domain.retyping import organization_retype
from governance.domain.splitting import organization_split
from tests import factories
from tests.governance.domain.case import Case
from tests.governance.domain.world import World


def _branch_plan(w: World) -> NewBranch:
    team = tuple(w.newcomer() for _number in range(3))
    return NewBranch("中共演示九年级组支部委员会", team[0], factories.ON, (w.unit(),), team)


def _part(w: World) -> NewBranch:
    """A part of the first branch: three further members who work in a unit of their own."""
    unit = w.unit()
    team = tuple(factories.members(3, w.school, w.branch))
    factories.host_unit(w.branch, unit)
    for person in team:
        factories.unit_membership(unit, person)
    return NewBranch("中共演示九年级组支部委员会", team[0], factories.ON, (unit,), team[1:])


def _rest(w: World) -> NewBranch:
    """A part that takes what the first branch has otherwise."""
    return NewBranch("中共演示初一支部委员会", w.order.people[0], host_units=(w.order.units[0],))


def _merged(w: World, **changes: Any) -> dict[str, Any]:
    return {"organizations": tuple(w.order.branches), "approval": w.paper(), **changes}


def _team(w: World) -> dict[str, Any]:
    duties = ((Duty.ORGANIZATION, Duty.PUBLICITY), (Duty.DISCIPLINE,))
    first, *others = w.order.people[:3]
    return {
        "secretary": first,
        "committee": tuple(zip(others, duties, strict=True)),
        "committee_seats": 3,
        "approved_on": factories.ON,
    }


DIVIDING: dict[str, Case] = {
    "retype": Case(
        organization_retype,
        lambda w: {
            "organization": w.order.root,
            "type": OrgType.COMMITTEE,
            "full_name": f"中共{w.school.name}委员会",
            "approval": w.paper(),
            "branches": (_branch_plan(w),),
        },
        decides=True,
    ),
    "split": Case(
        organization_split,
        lambda w: {"organization": w.branch, "parts": (_part(w), _rest(w)), "approval": w.paper()},
        decides=True,
    ),
    "split off": Case(
        organization_split,
        lambda w: {
            "organization": w.branch,
            "parts": (_part(w),),
            "approval": w.paper(),
            "keeps": True,
            "staying": (w.order.people[3],),
        },
        decides=True,
    ),
    "merge": Case(
        organization_merge,
        lambda w: _merged(w, full_name="中共演示第一支部委员会", **_team(w)),
        decides=True,
    ),
    "merge into": Case(
        organization_merge, lambda w: _merged(w, into=w.branch, committee_seats=0), decides=True
    ),
    "found": Case(
        organization_found,
        lambda w: {
            "school": w.school,
            "type": OrgType.BRANCH,
            "full_name": "中共演示九年级组支部委员会",
            "parent": w.order.root,
            "host_units": (w.unit(),),
            "members": tuple(w.newcomer() for _number in range(3)),
            "secretary": w.order.people[3],
            "approval": w.paper(),
        },
        decides=True,
    ),
    "found elsewhere": Case(
        organization_found,
        lambda w: {
            "school": w.school,
            "type": OrgType.JOINT_BRANCH,
            "full_name": f"中共{w.school.name}联合支部委员会",
            "superior": factories.upper(),
            "covered_schools": (factories.school(), factories.school()),
            "members": tuple(w.newcomer() for _number in range(2)),
            "secretary": w.newcomer(),
            "approval": w.paper(),
        },
        decides=True,
    ),
    "found a group": Case(
        organization_found,
        lambda w: {
            "school": w.school,
            "type": OrgType.GROUP,
            "full_name": "演示党小组",
            "parent": w.branch,
            "members": (w.order.people[2],),
            "secretary": w.order.people[3],
            "approval": w.paper(),
        },
        decides=True,
    ),
}
