"""Small schools for examples and tests, as plain values.

Every builder takes only what matters to the case; the rest is a school in good order: a public
primary school that switched on 1 September 2023 and is judged on 1 June 2026.
"""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from governance.choices import BodyKind, GroupType, Method, OrgLevel, OrgState, OrgType, Role
from governance.facts import (
    Bound,
    DocumentFact,
    GroupFact,
    Id,
    OrgFact,
    RoleFact,
    SchoolFacts,
    TermFact,
    UnitFact,
    exactly,
)
from governance.rules.parameters import DEFAULTS
from schools.choices import UnitKind

ON = date(2026, 6, 1)
SCHOOL_ID: Id = 1
_ids = count(1000)

UPPER = OrgFact(
    id=900,
    number="U1",
    name="县委教育工委",
    full_name="中共示例县委教育工作委员会",
    type=OrgType.UPPER,
    level=OrgLevel.UPPER,
)
_SUFFIX = {
    OrgType.COMMITTEE: "委员会",
    OrgType.GENERAL_BRANCH: "总支部委员会",
    OrgType.BRANCH: "支部委员会",
    OrgType.JOINT_BRANCH: "联合支部委员会",
    OrgType.TEMPORARY_BRANCH: "临时支部委员会",
    OrgType.GROUP: "党小组",
    OrgType.UPPER: "工作委员会",
}


def school(*orgs: OrgFact, **changes: Any) -> SchoolFacts:
    """Return a school with ``orgs``; ``params`` in ``changes`` override single numbers."""
    params = {**DEFAULTS, **changes.pop("params", {})}
    base: dict[str, Any] = {
        "id": SCHOOL_ID,
        "code": "2133000001",
        "name": "示例小学",
        "on": ON,
        "params": params,
        "orgs": orgs,
        "system_from": date(2023, 9, 1),
        "ancestors": {UPPER.id: UPPER},
        "has_party_meeting_rules": True,
        "has_principal_meeting_rules": True,
        "reviewed_on": date(2025, 9, 10),
    }
    return SchoolFacts(**{**base, **changes})


def organization(type: OrgType, **changes: Any) -> OrgFact:  # noqa: A002 -- the field's own name
    """Return a live organisation that reports to the upper organisation of the county."""
    number = changes.pop("id", None) or next(_ids)
    full = changes.pop("full", None)
    base: dict[str, Any] = {
        "id": number,
        "number": f"P{number}",
        "name": f"示例小学{type.label}",
        "type": type,
        "full_name": f"中共示例小学{_SUFFIX[type]}",
        "school_id": SCHOOL_ID,
        "superior_id": UPPER.id,
        "state": OrgState.ACTIVE,
        "state_since": date(2020, 3, 15),
        "established_on": date(2020, 3, 15),
        "activated_on": date(2020, 3, 15),
        "approval": approval(),
        "term": term(),
        "level": OrgLevel.INNER if type == OrgType.GROUP else OrgLevel.SCHOOL,
    }
    if full is not None:
        bound = full if isinstance(full, Bound) else exactly(full)
        base |= {"own_full": bound, "own_all": bound.hi, "tree_full": bound, "tree_all": bound.hi}
    return OrgFact(**{**base, **changes})


def branch(**changes: Any) -> OrgFact:
    """Return the branch of a school that has a single branch."""
    return organization(OrgType.BRANCH, **changes)


def general_branch(**changes: Any) -> OrgFact:
    """Return the 总支 of a school."""
    return organization(OrgType.GENERAL_BRANCH, **changes)


def committee(**changes: Any) -> OrgFact:
    """Return the 党委 of a school."""
    return organization(OrgType.COMMITTEE, **changes)


def inner_branch(superior: OrgFact, **changes: Any) -> OrgFact:
    """Return a branch below ``superior`` in the same school."""
    return branch(**{"level": OrgLevel.INNER, "superior_id": superior.id, **changes})


def joint_branch(**changes: Any) -> OrgFact:
    """Return a joint branch."""
    return organization(OrgType.JOINT_BRANCH, **{"level": OrgLevel.DISTRICT, **changes})


def approval(**changes: Any) -> DocumentFact:
    """Return an approval by an organisation that may approve."""
    base = DocumentFact("示例〔2020〕1号", date(2020, 3, 1), UPPER.name, issuer_may_approve=True)
    return replace(base, **changes)


def term(**changes: Any) -> TermFact:
    """Return a current term of three years without a committee."""
    base: dict[str, Any] = {
        "id": next(_ids),
        "number": 2,
        "start": date(2024, 3, 15),
        "planned_end": date(2027, 3, 15),
        "committee_seats": 0,
    }
    return TermFact(**{**base, **changes})


def holder(body: OrgFact | UnitFact | GroupFact | SchoolFacts | None, role: Role, **changes: Any) -> RoleFact:
    """Return somebody in office in ``body``; None stands for the school. Same ``person_id``, same person."""
    kinds = {OrgFact: BodyKind.ORGANIZATION, UnitFact: BodyKind.UNIT, GroupFact: BodyKind.GROUP}
    number = next(_ids)
    base: dict[str, Any] = {
        "id": number,
        "key": f"A{number}",
        "role": role,
        "person_id": number,
        "person": f"演示{number}",
        "body": kinds.get(type(body), BodyKind.SCHOOL),
        "body_id": getattr(body, "id", SCHOOL_ID),
        "start": date(2024, 3, 15),
        "title": str(role.label),
        "full_on": date(2010, 7, 1),
        "method": Method.APPOINTED,
        "has_document": True,
        "approved_on": date(2024, 3, 20),
    }
    return RoleFact(**{**base, **changes})


def unit(name: str = "七年级组", **changes: Any) -> UnitFact:
    """Return an active grade group with ten people, four of them Party members."""
    number = changes.pop("id", None) or next(_ids)
    base: dict[str, Any] = {
        "id": number,
        "number": f"N{number}",
        "name": name,
        "kind": UnitKind.GRADE,
        "is_base": True,
        "members": 10,
        "party_members": 4,
    }
    return UnitFact(**{**base, **changes})


def group(*types: GroupType, **changes: Any) -> GroupFact:
    """Return a leading group of ``types``."""
    number = next(_ids)
    base: dict[str, Any] = {
        "id": number,
        "number": f"G{number}",
        "name": "工作领导小组",
        "types": frozenset(types),
        "has_document": True,
    }
    return GroupFact(**{**base, **changes})
