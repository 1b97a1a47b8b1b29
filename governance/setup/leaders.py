"""Who could lead what: candidates in the order in which the rules prefer them, and a first suggestion."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import LEADERSHIP_ROLES, LEADING_TYPES, OrgType, Role
from governance.setup.drafting import Arguments
from governance.setup.staff import Staff, Worker

Candidates = list[tuple[str, list[tuple[str, str]]]]


def label_of(worker: Worker, staff: Staff) -> str:
    """Return the name with the units: two people may have one name."""
    names = {unit.number: unit.name for unit in staff.units}
    units = [names[number] for number in worker.units if number in names]
    return (
        _("{name}（{detail}）").format(name=worker.name, detail=_("、").join(units)) if units else worker.name
    )


def candidates(staff: Staff, units: Sequence[str], members: Sequence[str], *, of_school: bool) -> Candidates:
    """Return the full members who may lead: for a branch those who lead its units first (SEC-017).

    Args:
        units: the units the organisation stands on.
        members: who is in it; for the school's own organisation all members of the school.
        of_school: whether it is the school's own organisation: then its leadership comes first.

    """
    able = [worker for worker in staff.full if worker.number in set(members)]
    first = [worker for worker in able if _leads(worker, units, of_school)]
    rest = [worker for worker in able if worker not in first]
    heading = _("学校领导中的正式党员") if of_school else _("依托单元的党员负责人")
    found = [(heading, first), (_("其他正式党员"), rest)]
    return [(label, [(w.number, label_of(w, staff)) for w in people]) for label, people in found if people]


def _leads(worker: Worker, units: Sequence[str], of_school: bool) -> bool:
    if of_school:
        return bool(LEADERSHIP_ROLES & set(worker.school_roles))
    return bool(set(worker.leads) & set(units))


def suggested_team(arguments: Arguments, offered: Candidates, staff: Staff, principal: str) -> dict[str, Any]:
    """Return a team to begin with: what the rules expect and the register knows, nothing else.

    A single branch is led by the principal (SEC-004), of a 总支 or 党委 he is a deputy (SEC-003); a branch
    on units is led by the one who leads them (SEC-017).
    """
    able = {number for _label, people in offered for number, _name in people}
    if arguments.get("parent"):
        heads = [w.number for w in staff.full if _leads(w, arguments.get("host_units", ()), of_school=False)]
        fitting = [number for number in heads if number in able]
        return {"secretary": fitting[0]} if fitting else {}
    if principal not in able:
        return {}
    leads = OrgType(arguments["type"]) in LEADING_TYPES
    return {"deputies": [principal]} if leads else {"secretary": principal}


def principal_of(staff: Staff, planned: Iterable[Arguments]) -> str:
    """Return the number of the principal, in office or planned; "" if there is none."""
    in_office = [worker.number for worker in staff.workers if Role.PRINCIPAL in worker.school_roles]
    in_plan = [one["person"] for one in planned if one.get("role") == Role.PRINCIPAL]
    return next(iter([*in_office, *in_plan]), "")
