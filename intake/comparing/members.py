"""Who belongs to which branch, beside the register."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.choices import BRANCH_TYPES, MembershipKind, OrgType
from governance.domain.enrolment import require_member
from governance.models import PartyMembership, PartyOrganization
from intake.checking.entries import Entry
from intake.comparing.work import Work
from intake.comparing.world import LATER
from schools.models import Person
from schools.periods import open_period


def compare_members(work: Work) -> None:
    """A member stays where he is, comes in, or is transferred on the day."""
    named: set[tuple[int, str]] = set()
    for entry in work.of("members"):
        person = work.person(entry)
        place = _place(entry, work) if person is not None else None
        if person is None or place is None:
            continue
        kind = entry.get("kind") or MembershipKind.FORMAL.value
        if (id(person), kind) in named:
            work.error(entry, "name", _("“{name}”写了不止一行。").format(name=person.name))
            continue
        named.add((id(person), kind))
        _settle(entry, person, kind, place, work)
    if work.of("members"):
        there = {(id(row.person), kind): row for (_pk, kind), row in work.present.memberships.items()}
        known = {p.pk: id(p) for p in work.present.people}
        gone = [r for (_i, kind), r in there.items() if (known.get(r.person_id), kind) not in named]
        by_key = {person.pk: person for person in work.present.people}
        work.missing("members", [by_key[row.person_id].name for row in gone if row.person_id in by_key])


def _place(entry: Entry, work: Work) -> tuple[PartyOrganization | None, str] | None:
    """Return the branch, or the name of one outside the register; None if it is wrong."""
    outside, name = entry.get("outside", ""), entry.get("branch", "")
    if outside and not name:
        return None, outside
    if not name:
        branches = _branches(work)
        if len(branches) == 1:
            return branches[0], ""
        work.error(entry, "branch", _("请填写所在支部。"))
        return None
    if entry.get("branch_school"):
        branch = work.world.organization(entry.values["branch_school"], name)
        if branch is LATER:
            work.later.add("row")
            work.note(entry, "branch", _("那所学校的支部在本次导入中登记之后再编入。"))
            return None
    else:
        branch = work.organization(name) or work.world.branch_above(name) or _fitting(name, work)
    if branch is None:
        work.error(
            entry, "branch", _("没有党支部“{name}”，请先在“党组织”表登记，或者更正名称。").format(name=name)
        )
        return None
    return branch, ""


def _branches(work: Work) -> list[PartyOrganization]:
    return [o for o in work.all_organizations if o.type in BRANCH_TYPES]


def _fitting(name: str, work: Work) -> PartyOrganization | None:
    """Return the one branch with the word in its name: “语文组支部” is short for more."""
    bare = name.replace("党支部", "").replace("支部", "")
    found = [o for o in _branches(work) if bare and bare in o.full_name + o.short_name]
    return found[0] if len(found) == 1 else None


def _settle(
    entry: Entry, person: Person, kind: str, place: tuple[PartyOrganization | None, str], work: Work
) -> None:
    branch, outside = place
    group = _group(entry, branch, work)
    present = work.present.memberships.get((person.pk, kind)) if person.pk else None
    if present is not None and _same_place(present, place):
        wanted = {"party_group": group} if group is not None and group.pk != present.party_group_id else {}
        work.settle(entry, present, wanted, person.name)
        return
    day = entry.get("start") or (present and work.on) or _since(person, branch, work)
    _check(entry, person, branch, kind, day, work)
    if present is not None:
        if present.starts_on >= day:
            text = _("系统里{day}起在“{name}”，编入日期应当更晚。")
            where = present.organization or present.external_organization
            work.error(entry, "start", text.format(day=present.starts_on, name=where))
            return
        work.ended.append((present, day))
    row = PartyMembership(
        person=person,
        organization=branch,
        external_organization=outside,
        party_group=group,
        kind=kind,
        period=open_period(day),
    )
    work.make(entry, row, _("{person}编入{name}").format(person=person.name, name=branch or outside))


def _same_place(present: PartyMembership, place: tuple[PartyOrganization | None, str]) -> bool:
    branch, outside = place
    if branch is not None:
        return branch.pk is not None and present.organization_id == branch.pk
    if present.organization is not None:
        return outside in (present.organization.full_name, present.organization.short_name)
    return present.external_organization == outside


def _since(person: Person, branch: PartyOrganization | None, work: Work) -> Any:
    """Return the day from which somebody new is in the branch: since both were there."""
    days = [person.joined_on, branch.state_since if branch is not None else None]
    return max((day for day in days if day is not None), default=work.on)


def _group(entry: Entry, branch: PartyOrganization | None, work: Work) -> PartyOrganization | None:
    name = entry.get("group")
    if not name:
        return None
    group = work.organization(name)
    parent = group.parent if group is not None and group.type == OrgType.GROUP else None
    if parent is None or branch is None or (parent is not branch and parent.pk != branch.pk):
        work.error(entry, "group", _("所在支部没有党小组“{name}”。").format(name=name))
        return None
    return group


def _check(
    entry: Entry, person: Person, branch: PartyOrganization | None, kind: str, day: Any, work: Work
) -> None:
    takers = BRANCH_TYPES | ({OrgType.TEMPORARY_BRANCH} if kind != MembershipKind.FORMAL else frozenset())
    if branch is not None and branch.type not in takers:
        work.error(entry, "branch", _("{name}不是党支部，党员应当编入支部。").format(name=branch))
    if person.joined_on is not None and person.joined_on > day:
        # rosters have such days; it is said, and kept
        work.note(entry, "start", _("编入日期早于入党日期{day}，请核对。").format(day=person.joined_on))
        day = person.joined_on
    try:
        require_member(person, day)
    except ValidationError as problem:
        work.error(entry, "name", " ".join(problem.messages))
