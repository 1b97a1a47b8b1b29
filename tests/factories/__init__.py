"""Rows for tests: one plain function per model, with defaults that make a school in good order.

Everything holds on ``ON``. A function takes what its row belongs to first, then keywords; further
keywords are the model's own fields. Dated rows take ``start`` and ``end`` (the first day on which
they no longer hold). People and schools are invented and marked as demonstration data.
"""

from tests.factories.days import EMPLOYED, FOUNDED, ON, TERM_START, demo_name
from tests.factories.exports import export_order
from tests.factories.intake import roster_import
from tests.factories.oversight import evidence, report, statement, upload, waiver_request
from tests.factories.party import assign, leading_group, member, members, membership, post, restriction, term
from tests.factories.register import (
    affiliation,
    county,
    coverage,
    document,
    enter_state,
    host_unit,
    jurisdiction,
    merger,
    organization,
    upper,
)
from tests.factories.rounds import answer, closing, filing, open_round, round_
from tests.factories.rulings import (
    attestation,
    enforcement,
    figures,
    finding,
    parameter,
    review,
    spell,
    waiver,
)
from tests.factories.staff import employ, person, school, unit, unit_membership
from tests.factories.visitors import grant, user

__all__ = [
    "EMPLOYED",
    "FOUNDED",
    "ON",
    "TERM_START",
    "affiliation",
    "answer",
    "assign",
    "attestation",
    "closing",
    "county",
    "coverage",
    "demo_name",
    "document",
    "employ",
    "enforcement",
    "enter_state",
    "evidence",
    "export_order",
    "figures",
    "filing",
    "finding",
    "grant",
    "host_unit",
    "jurisdiction",
    "leading_group",
    "member",
    "members",
    "membership",
    "merger",
    "open_round",
    "organization",
    "parameter",
    "person",
    "post",
    "report",
    "restriction",
    "review",
    "roster_import",
    "round_",
    "school",
    "spell",
    "statement",
    "term",
    "unit",
    "unit_membership",
    "upload",
    "upper",
    "user",
    "waiver",
    "waiver_request",
]
