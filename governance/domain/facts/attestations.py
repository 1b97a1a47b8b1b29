"""What was attested about rules that no data can decide."""

from datetime import date

from governance.choices import Conclusion
from governance.domain.facts.query import rows
from governance.facts import AttestationFact, Id

_ATTESTATIONS = """
SELECT a.school_id, a.rule, a.conclusion, a.attester, a.note, lower(a.period) AS since,
       upper(a.period) AS until
  FROM governance_attestation a
 WHERE a.school_id = ANY(%(schools)s) AND a.period @> %(on)s
 ORDER BY a.school_id, a.rule
"""


def load_attestations(school_ids: list[Id], on: date) -> dict[Id, tuple[AttestationFact, ...]]:
    """Return the attestations in force, by school."""
    found: dict[Id, tuple[AttestationFact, ...]] = {}
    for row in rows(_ATTESTATIONS, schools=school_ids, on=on):
        conclusion = Conclusion(row.conclusion)
        fact = AttestationFact(row.rule, conclusion, row.attester, row.since, row.until, row.note)
        found[row.school_id] = (*found.get(row.school_id, ()), fact)
    return found
