"""Frozen facts about a school on a day: all that a rule may know.

``governance.domain.facts`` loads them in a fixed number of queries; rules, examples and tests build
them by hand. Every class is a plain value: no model, no query, no request. The definitions are those
of docs/judging.md §2.
"""

from governance.facts.counts import Bound, Id, PersonCount, exactly
from governance.facts.organizations import (
    OWN_TYPES,
    CoveredFact,
    DocumentFact,
    OrgFact,
    ResidueFact,
    TermFact,
    is_own,
)
from governance.facts.people import GroupFact, RoleFact, UnitFact
from governance.facts.school import AttestationFact, SchoolFacts, WaiverFact

__all__ = [
    "OWN_TYPES",
    "AttestationFact",
    "Bound",
    "CoveredFact",
    "DocumentFact",
    "GroupFact",
    "Id",
    "OrgFact",
    "PersonCount",
    "ResidueFact",
    "RoleFact",
    "SchoolFacts",
    "TermFact",
    "UnitFact",
    "WaiverFact",
    "exactly",
    "is_own",
]
