"""Organisations on a day: those of the schools, all that stand above them and all that stand below."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from governance.choices import LIVE_STATES, IssuerKind, OrgKind, OrgLevel, OrgState, OrgType
from governance.domain.facts.query import rows, written
from governance.facts import CoveredFact, DocumentFact, Id

_ORGANIZATIONS = written("""
WITH RECURSIVE described AS (
    SELECT id FROM governance_partyorganization WHERE school_id = ANY(%(schools)s)
     UNION
    SELECT organization_id FROM governance_jointcoverage
     WHERE school_id = ANY(%(schools)s) AND period @> %(on)s
), above(id) AS (
    SELECT id FROM described
     UNION
    SELECT coalesce(o.parent_id, o.superior_id)
      FROM above JOIN governance_partyorganization o ON o.id = above.id
     WHERE coalesce(o.parent_id, o.superior_id) IS NOT NULL
), below(id) AS (
    SELECT id FROM described
     UNION
    -- Only one of the two is ever set.
    SELECT o.id FROM below JOIN governance_partyorganization o
        ON o.parent_id = below.id OR o.superior_id = below.id
)
SELECT o.id, o.number, coalesce(nullif(o.short_name, ''), o.full_name) AS name, o.full_name, o.type, o.kind,
       o.level, o.school_id, o.code, coalesce(o.parent_id, o.superior_id) AS superior_id,
       o.external_superior, o.predecessor_id, o.applied_on, o.established_on, o.first_election_on,
       o.activated_on, o.is_imported, o.standing_committee, o.discipline_committee, o.dissolution_id,
       status.state, lower(status.period) AS state_since,
       approval.id AS approval_id, approval.document_number, approval.issued_on, approval.issuer_id,
       approval.issuer_name, approval.issuer_kind, issuer.type AS issuer_type,
       coalesce(nullif(issuer.short_name, ''), issuer.full_name) AS issuer
  FROM governance_partyorganization o
  -- An organisation that has no state on the day does not exist yet.
  JOIN governance_organizationstatus status ON status.organization_id = o.id AND status.period @> %(on)s
  LEFT JOIN governance_document approval ON approval.id = o.approval_id
  LEFT JOIN governance_partyorganization issuer ON issuer.id = approval.issuer_id
 WHERE o.id = ANY(ARRAY(SELECT id FROM above UNION SELECT id FROM below))
 ORDER BY o.tree_id, o.lft
""")

_COVERED = written("""
SELECT c.organization_id, c.school_id, coalesce(s.name, c.other_unit) AS name,
       -- A school and the teaching points it manages are one legal unit.
       CASE WHEN s.id IS NULL THEN 'other:' || c.other_unit
            WHEN s.is_legal_person IS NOT TRUE AND manager.id IS NOT NULL THEN 'school:' || manager.code
            ELSE 'school:' || s.code END AS legal_key,
       own.name AS own_organization, coalesce(own.activated_on > lower(c.period), false) AS founded_since
  FROM governance_jointcoverage c
  LEFT JOIN schools_school s ON s.id = c.school_id
  LEFT JOIN schools_school manager ON manager.id = s.managed_by_id
  LEFT JOIN LATERAL (
      SELECT coalesce(nullif(o.short_name, ''), o.full_name) AS name, o.activated_on
        FROM governance_partyorganization o
        JOIN governance_organizationstatus status
          ON status.organization_id = o.id AND status.period @> %(on)s AND status.state IN ($live)
       WHERE o.school_id = s.id AND o.level = 'school' AND o.type IN ($own_types)
       ORDER BY o.id LIMIT 1) own ON true
 WHERE c.organization_id = ANY(%(organizations)s) AND c.period @> %(on)s
 ORDER BY c.organization_id, s.code, c.other_unit
""")

_APPROVING_TYPES = frozenset({OrgType.COMMITTEE, OrgType.UPPER})


@dataclass(frozen=True)
class Register:
    """The organisations that matter to some schools, as rows, and whom they cover."""

    by_id: dict[Id, Any]
    covered: dict[Id, tuple[CoveredFact, ...]]

    @cached_property
    def by_school(self) -> dict[Id, list[Id]]:
        """The organisations each school hosts, in tree order."""
        found: dict[Id, list[Id]] = {}
        for row in self.by_id.values():
            found.setdefault(row.school_id, []).append(row.id)
        return found

    @cached_property
    def joints(self) -> dict[Id, Id]:
        """The joint branch that covers each school; the database allows one at a time."""
        pairs = ((unit.school_id, org_id) for org_id, units in self.covered.items() for unit in units)
        return {school_id: org_id for school_id, org_id in pairs if school_id is not None}

    def chain(self, org_id: Id | None) -> Iterator[Any]:
        """Yield the organisation and everything above it that exists on the day."""
        seen: set[Id] = set()
        while org_id is not None and org_id in self.by_id and org_id not in seen:
            seen.add(org_id)
            yield self.by_id[org_id]
            org_id = self.by_id[org_id].superior_id

    def above(self, org_id: Id) -> Iterator[Any]:
        """Yield everything above the organisation that exists on the day."""
        return (row for row in self.chain(org_id) if row.id != org_id)

    def hosted(self, school_ids: Iterable[Id]) -> list[Id]:
        """Return the organisations the schools host, school by school in tree order."""
        return [org_id for school_id in school_ids for org_id in self.by_school.get(school_id, ())]

    def joint_of(self, school_id: Id, states: Collection[OrgState]) -> Id | None:
        """Return the joint branch in one of ``states`` that covers the school."""
        org_id = self.joints.get(school_id)
        return org_id if org_id is not None and self.by_id[org_id].state in states else None

    def covering(self, school_ids: Iterable[Id]) -> list[Id]:
        """Return the joint branches that cover one of the schools but are hosted by none of them."""
        schools = set(school_ids)
        found = {org_id for school_id, org_id in self.joints.items() if school_id in schools}
        return sorted(org_id for org_id in found if self.by_id[org_id].school_id not in schools)


def load_register(school_ids: list[Id], on: date) -> Register:
    """Return the organisations of the schools and those that cover, lead or follow them."""
    by_id = {row.id: row for row in rows(_ORGANIZATIONS, schools=school_ids, on=on)}
    joint = [row.id for row in by_id.values() if row.type == OrgType.JOINT_BRANCH]
    covered: dict[Id, tuple[CoveredFact, ...]] = {}
    for row in rows(_COVERED, organizations=joint, on=on):
        own = row.own_organization or ""
        fact = CoveredFact(row.school_id, row.legal_key, row.name, own, row.founded_since)
        covered[row.organization_id] = (*covered.get(row.organization_id, ()), fact)
    return Register(by_id, covered)


def identity(row: Any, register: Register, on: date) -> dict[str, Any]:
    """Return the fields of ``OrgFact`` that every organisation has, whoever asks."""
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "full_name": row.full_name,
        "type": OrgType(row.type),
        "kind": OrgKind(row.kind),
        "level": OrgLevel(row.level),
        "state": OrgState(row.state),
        "state_since": row.state_since,
        "school_id": row.school_id,
        "code": row.code,
        "superior_id": row.superior_id,
        "external_superior": row.external_superior,
        "predecessor_id": row.predecessor_id,
        "applied_on": row.applied_on,
        "approval": _approval(row, register),
        "established_on": row.established_on,
        "first_election_on": row.first_election_on,
        "activated_on": row.activated_on if row.activated_on and row.activated_on <= on else None,
        "is_imported": row.is_imported,
        "standing_committee": row.standing_committee,
        "discipline_committee": row.discipline_committee,
    }


def _approval(row: Any, register: Register) -> DocumentFact | None:
    if row.approval_id is None:
        return None
    return DocumentFact(
        number=row.document_number,
        issued_on=row.issued_on,
        issuer=row.issuer or row.issuer_name,
        issuer_may_approve=_may_approve(row, register),
    )


def _may_approve(row: Any, register: Register) -> bool | None:
    if row.issuer_id is not None:
        stands_above = any(above.id == row.issuer_id for above in register.above(row.id))
        return stands_above and row.issuer_type in _APPROVING_TYPES
    return row.issuer_kind == IssuerKind.COMMITTEE if row.issuer_name else None


def is_live(row: Any) -> bool:
    """Tell whether the organisation is at work on the day."""
    return row.state in LIVE_STATES
