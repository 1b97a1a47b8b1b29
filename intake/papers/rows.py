"""A school as rows of the layout: what holds on a day, as an import would write it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from governance.choices import AffiliationKind, BodyKind, MembershipKind
from intake.comparing.present import Present, path_of
from intake.layout.party import Attachment
from schools.models import Person, School, Unit

Values = dict[str, Any]


def rows_of(school: School, on: date) -> Iterator[tuple[str, Values]]:
    """Yield key of the sheet and values by column of everything about the school, in a steady order."""
    present = Present(school, on)
    for sheet, values in _rows(present):
        yield sheet, {"school": school.code} | values if sheet != "schools" else values


def _rows(present: Present) -> Iterator[tuple[str, Values]]:
    yield "schools", _school(present.school)
    units = _UnitNames(present.units)
    for unit in present.units:
        yield "units", _unit(unit, units)
    for person in present.people:
        yield "people", _person(person, present, units)
    for org in present.organizations:
        yield "organizations", _organization(org)
    yield from _attachments(present, units)
    yield from _members(present)
    yield from _posts(present, units)
    for group in present.groups:
        names = ("name", "types", "outside_members")
        yield "groups", {n: getattr(group, n) for n in names} | {"start": group.starts_on}
    yield from _terms(present)


class _UnitNames:
    """What each unit is called so that no other is meant."""

    def __init__(self, units: list[Unit]):
        self._units = {unit.pk: unit for unit in units}
        self._said = Counter(unit.name for unit in units)

    def of(self, unit: Unit) -> str:
        return unit.name if self._said[unit.name] == 1 else path_of(unit)

    def by_key(self, key: int) -> str:
        return self.of(self._units[key])

    def knows(self, key: int) -> bool:
        return key in self._units


def _school(school: School) -> Values:
    names = (
        "code", "name", "short_name", "former_names", "type_code", "stages", "form", "ownership",
        "is_legal_person", "state", "founded_on", "closed_on", "leadership_system", "system_from",
        "reform_stage",
    )  # fmt: skip
    values = {name: getattr(school, name) for name in names}
    values["jurisdiction"] = school.jurisdiction.code
    for name in ("managed_by", "lead_school"):
        other = getattr(school, name)
        values[name] = other.code if other else ""
    return values


def _unit(unit: Unit, names: _UnitNames) -> Values:
    parent = names.of(unit.parent) if unit.parent and names.knows(unit.parent_id) else ""
    return {
        "name": unit.name,
        "kind": unit.kind,
        "parent": parent,
        "is_base": unit.is_base,
        "start": unit.starts_on,
    }


def _person(person: Person, present: Present, names: _UnitNames) -> Values:
    employment = present.employments.get(person.pk)
    work = sorted(names.by_key(key) for key in present.work.get(person.pk, {}))
    return {
        "name": person.name,
        "staff_number": person.staff_number,
        "units": work,
        "status": person.political_status,
        "joined_on": person.joined_on,
        "full_on": person.full_on,
        "extended": person.probation_extended_until,
        "left": person.party_left_on,
        "start": employment.starts_on if employment else None,
        "end": employment.ends_on if employment else None,
        "end_reason": employment.end_reason if employment else "",
        "retired_on": person.retired_on,
        "died_on": person.died_on,
    }


def _organization(org: Any) -> Values:
    names = (
        "full_name", "short_name", "type", "kind", "level", "code", "established_on", "standing_committee",
        "discipline_committee",
    )  # fmt: skip
    values = {name: getattr(org, name) for name in names}
    superior = org.superior
    return values | {
        "parent": org.parent.full_name if org.parent else "",
        "superior": superior.full_name if superior else org.external_superior,
        "superior_school": superior.school.code if superior and superior.school else "",
        "approval_number": org.approval.document_number if org.approval else "",
        "approved_on": org.approval.issued_on if org.approval and org.approval.document_number else None,
    }


def _attachments(present: Present, names: _UnitNames) -> Iterator[tuple[str, Values]]:
    orgs = {org.pk: org for org in present.organizations}
    found = []
    for (org, unit), row in present.hosts.items():
        if names.knows(unit):
            found.append((Attachment.HOST, orgs[org].full_name, names.by_key(unit), row.starts_on))
    for row in present.covers:
        kind = Attachment.COVER if row.school else Attachment.COVER_OTHER
        target = row.school.code if row.school else row.other_unit
        found.append((kind, orgs[row.organization_id].full_name, target, row.starts_on))
    for row in present.affiliations:
        found.append((Attachment(AffiliationKind(row.kind).value), "", row.outer_name, row.starts_on))
    for kind, org, target, start in sorted(found):
        yield "attachments", {"kind": kind.value, "organization": org, "target": target, "start": start}


def _members(present: Present) -> Iterator[tuple[str, Values]]:
    people = {person.pk: person for person in present.people}
    rows = sorted(present.memberships.items(), key=lambda one: (people[one[0][0]].number, one[0][1]))
    for (key, kind), row in rows:
        branch = row.organization
        elsewhere = branch is not None and branch.school_id != present.school.pk
        yield (
            "members",
            {
                "name": people[key].name,
                "staff_number": people[key].staff_number,
                "branch": branch.full_name if branch else "",
                "branch_school": branch.school.code if elsewhere and branch.school else "",
                "outside": row.external_organization,
                "group": row.party_group.full_name if row.party_group else "",
                "kind": "" if kind == MembershipKind.FORMAL else kind,
                "start": row.starts_on,
            },
        )


def _posts(present: Present, names: _UnitNames) -> Iterator[tuple[str, Values]]:
    posts = {post.pk: key for key, post in present.posts.items()}
    found = []
    for (post, _person), row in present.assignments.items():
        kind, body, role = posts[post]
        if kind != BodyKind.UNIT or names.knows(body):
            found.append((kind, _body(kind, body, present, names), role, row))
    found.sort(key=lambda one: (*one[:3], one[3].starts_on, one[3].person.staff_number, one[3].person.name))
    for kind, body, role, row in found:
        yield "posts", {"body_kind": kind, "body": body, "role": role} | _held(row, present)


def _body(kind: str, key: int, present: Present, names: _UnitNames) -> str:
    if kind == BodyKind.UNIT:
        return names.by_key(key)
    rows = {BodyKind.ORGANIZATION: present.organizations, BodyKind.GROUP: present.groups}.get(
        BodyKind(kind), []
    )
    return next((getattr(row, "full_name", "") or row.name for row in rows if row.pk == key), "")


def _held(row: Any, present: Present) -> Values:
    person = row.person
    fields = ("method", "duties", "is_full_time_party", "elected_on", "approved_on", "filed_on")
    return {name: getattr(row, name) for name in fields} | {
        "name": person.name,
        "staff_number": person.staff_number,
        "person_school": person.school.code if person.school_id != present.school.pk else "",
        "start": row.starts_on,
        "is_acting": row.is_acting or None,
    }


def _terms(present: Present) -> Iterator[tuple[str, Values]]:
    for org in present.organizations:
        term = present.terms.get(org.pk)
        if term is None or term.ends_on is not None:
            continue
        fields = (
            "number", "planned_end", "method", "committee_seats", "deputy_seats", "extended_until",
        )  # fmt: skip
        values = {name: getattr(term, name) for name in fields}
        carried = term.is_carried_over or None
        yield (
            "terms",
            values | {"organization": org.full_name, "start": term.starts_on, "is_carried_over": carried},
        )
