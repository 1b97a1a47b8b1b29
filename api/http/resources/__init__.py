"""What can be read: one file a noun, each with what is sent of a row and the operations that read it."""

from api.http.resources import (
    assignments,
    attestations,
    changes,
    findings,
    groups,
    jurisdictions,
    members,
    notices,
    organizations,
    people,
    plans,
    rounds,
    rules,
    schools,
    structure,
    terms,
    trends,
    units,
    waivers,
)
from api.http.resources.filings import router as filings

_READ = (
    jurisdictions, schools, structure, organizations, units, people, assignments, members, terms, groups,
    findings, rules, plans, changes, notices, waivers, rounds, attestations, trends,
)  # fmt: skip
ROUTERS = (*(one.router for one in _READ), filings)
