"""Rules that no data can decide: what people attested on the day decides, and nothing else does."""

from collections.abc import Callable

from governance.choices import LIVE_STATES, Conclusion, OrgType
from governance.facts import AttestationFact, SchoolFacts
from governance.rules.examples import ON
from governance.rules.leadership import not_switched
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unattested
from governance.rules.vocabulary import add_months, has_committee, iso
from schools.choices import SchoolState

Finding = Callable[..., Result]


def by_attestation(code: str, facts: SchoolFacts, finding: Finding) -> Result:
    """Return what the attestation in force says about the rule; without one nobody knows."""
    attested = facts.attestations_by_rule.get(code)
    if attested is None:
        return unattested()
    if attested.conclusion == Conclusion.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if attested.conclusion == Conclusion.PASS:
        return PASSED
    return finding(attester=attested.by, attested_on=iso(attested.since), note=attested.note)


def without_organization(facts: SchoolFacts) -> Result | None:
    """Return why a rule on the school's own organisation is not asked; None if it is."""
    at_work = facts.state == SchoolState.ACTIVE and facts.own_org is not None
    return None if at_work else NOT_APPLICABLE


def without_committee(facts: SchoolFacts) -> Result | None:
    """Return why a rule on committees is not asked: no live organisation of the school has one."""
    found = any(org.state in LIVE_STATES and has_committee(org.term) for org in facts.orgs)
    return without_organization(facts) or (None if found else NOT_APPLICABLE)


def without_groups(facts: SchoolFacts) -> Result | None:
    """Return why a rule on party groups is not asked: the school has none."""
    found = any(org.state in LIVE_STATES and org.type == OrgType.GROUP for org in facts.orgs)
    return without_organization(facts) or (None if found else NOT_APPLICABLE)


def without_term(facts: SchoolFacts) -> Result | None:
    """Return why a rule on elections is not asked: no live organisation of the school serves a term."""
    found = any(org.state in LIVE_STATES and org.term is not None for org in facts.orgs)
    return without_organization(facts) or (None if found else NOT_APPLICABLE)


def without_leadership(facts: SchoolFacts) -> Result | None:
    """Return why a rule on the two meetings is not asked: the school has not switched."""
    return without_organization(facts) or not_switched(facts)


def attested(code: str, conclusion: Conclusion, note: str = "") -> tuple[AttestationFact, ...]:
    """Return what an example needs: an attestation in force on the day of the examples."""
    return (AttestationFact(code, conclusion, "示例教育工委", ON, add_months(ON, 3), note),)
