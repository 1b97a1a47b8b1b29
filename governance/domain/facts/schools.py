"""Schools, what they are attached to, and the waivers in force."""

from datetime import date
from typing import Any

from governance.domain.facts.query import rows, written
from governance.facts import Id, WaiverFact
from schools.choices import LeadershipSystem, Ownership, SchoolState

_SCHOOLS = written("""
SELECT s.id, s.code, s.name, s.short_name, s.former_names, s.type_code, s.state, s.closed_on, s.ownership,
       s.is_legal_person, s.managed_by_id, s.leadership_system, s.system_from, s.jurisdiction_id,
       j.code AS jurisdiction,
       (SELECT max(a.outer_name) FROM governance_affiliation a
         WHERE a.school_id = s.id AND a.kind = 'attached' AND a.period @> %(on)s) AS attached_to,
       EXISTS (SELECT FROM governance_affiliation a
                WHERE a.school_id = s.id AND a.kind = 'liaison' AND a.period @> %(on)s) AS has_liaison,
       -- Rules of procedure count when they are dated and in force.
       EXISTS (SELECT FROM governance_document d
                WHERE d.school_id = s.id AND d.kind = 'party_meeting_rules' AND d.issued_on <= %(on)s
       ) AS has_party_meeting_rules,
       EXISTS (SELECT FROM governance_document d
                WHERE d.school_id = s.id AND d.kind = 'principal_meeting_rules' AND d.issued_on <= %(on)s
       ) AS has_principal_meeting_rules,
       (SELECT max(r.reviewed_on) FROM governance_structurereview r
         WHERE r.school_id = s.id AND r.reviewed_on <= %(on)s) AS reviewed_on,
       -- Teaching points without legal personality are part of the school.
       ARRAY(SELECT t.id FROM schools_school t
              WHERE t.managed_by_id = s.id AND t.is_legal_person IS NOT TRUE) AS teaching_points
  FROM schools_school s JOIN schools_jurisdiction j ON j.id = s.jurisdiction_id
 WHERE s.id = ANY(%(schools)s)
 ORDER BY s.id
""")

_WAIVERS = """
SELECT w.school_id, w.rule, w.subject_kind, w.subject_number, upper(w.period) AS until
  FROM governance_waiver w
 WHERE w.school_id = ANY(%(schools)s) AND w.period @> %(on)s
 ORDER BY w.id
"""


def school_rows(school_ids: list[Id], on: date) -> list[Any]:
    """Return one row per school."""
    return rows(_SCHOOLS, schools=school_ids, on=on)


def school_fields(row: Any, on: date) -> dict[str, Any]:
    """Return the fields of ``SchoolFacts`` that the school's own row tells.

    A school that closed after ``on`` was still at work then.
    """
    was_open = row.closed_on is not None and row.closed_on > on
    return {
        "id": row.id,
        "code": row.code,
        "name": row.name,
        "on": on,
        "jurisdiction": row.jurisdiction,
        "other_names": tuple(name for name in (row.short_name, *row.former_names) if name),
        "type_code": row.type_code,
        "state": SchoolState.ACTIVE if was_open else SchoolState(row.state),
        "closed_on": None if was_open else row.closed_on,
        "ownership": Ownership(row.ownership) if row.ownership else None,
        "is_legal_person": row.is_legal_person,
        "managed_by": row.managed_by_id,
        "leadership_system": LeadershipSystem(row.leadership_system) if row.leadership_system else None,
        "system_from": row.system_from,
        "attached_to": row.attached_to or "",
        "has_liaison": row.has_liaison,
        "has_party_meeting_rules": row.has_party_meeting_rules,
        "has_principal_meeting_rules": row.has_principal_meeting_rules,
        "reviewed_on": row.reviewed_on,
    }


def load_waivers(school_ids: list[Id], on: date) -> dict[Id, tuple[WaiverFact, ...]]:
    """Return the waivers in force, by school."""
    found: dict[Id, tuple[WaiverFact, ...]] = {}
    for row in rows(_WAIVERS, schools=school_ids, on=on):
        waiver = WaiverFact(row.rule, row.subject_kind, row.subject_number, row.until)
        found[row.school_id] = (*found.get(row.school_id, ()), waiver)
    return found
