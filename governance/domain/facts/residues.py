"""What dissolved organisations still have."""

from datetime import date

from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import is_member
from governance.facts import Id, ResidueFact

_RESIDUES = written(
    """
SELECT o.id, o.dissolution_id IS NOT NULL AS has_document,
       (SELECT count(*) FROM governance_partymembership m JOIN schools_person p ON p.id = m.person_id
         WHERE m.organization_id = o.id AND m.kind = 'formal' AND m.period @> %(on)s AND $member) AS members,
       below.children, below.live_children,
       (SELECT count(*) FROM governance_roleassignment a
         WHERE a.organization_id = o.id AND a.period @> %(on)s) AS assignments,
       (SELECT count(*) FROM governance_term t
         WHERE t.organization_id = o.id AND t.period @> %(on)s
           AND (t.election_opened_on <= %(on)s OR t.by_election_opened_on <= %(on)s)) AS open_elections,
       (SELECT count(*) FROM governance_jointcoverage c
         WHERE c.organization_id = o.id AND c.period @> %(on)s) AS covered
  FROM governance_partyorganization o
  JOIN governance_organizationstatus own ON own.organization_id = o.id AND own.period @> %(on)s
 CROSS JOIN LATERAL (
       SELECT count(*) AS children, count(*) FILTER (WHERE status.state IN ($live)) AS live_children
         FROM governance_partyorganization child
         JOIN governance_organizationstatus status
           ON status.organization_id = child.id AND status.period @> %(on)s AND status.state IN ($working)
        WHERE child.parent_id = o.id OR child.superior_id = o.id) below
 WHERE o.id = ANY(%(organizations)s) AND own.state = 'dissolved'
""",
    member=is_member("%(on)s"),
)


def load_residues(organization_ids: list[Id], on: date) -> dict[Id, ResidueFact]:
    """Return what each dissolved one of the organisations still has."""
    return {
        row.id: ResidueFact(
            members=row.members,
            children=row.children,
            live_children=row.live_children,
            assignments=row.assignments,
            open_elections=row.open_elections,
            covered=row.covered,
            has_document=row.has_document,
        )
        for row in rows(_RESIDUES, organizations=organization_ids, on=on)
    }
