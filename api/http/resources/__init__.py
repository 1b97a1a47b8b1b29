"""What can be read: one file a noun, each with what is sent of a row and the operations that read it."""

from api.http.resources import (
    answers,
    assignments,
    attestations,
    cases,
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
    statements,
    structure,
    terms,
    trends,
    units,
    waiver_requests,
    waivers,
)
from api.http.resources.filings import router as filings

_READ = (
    jurisdictions, schools, structure, organizations, units, people, assignments, members, terms, groups,
    findings, cases, rules, plans, changes, notices, waivers, waiver_requests, rounds, answers, attestations,
    statements, trends,
)  # fmt: skip
ROUTERS = (*(one.router for one in _READ), filings)
