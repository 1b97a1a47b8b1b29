"""The doors of rules that people attest."""

from oversight.choices.statement import StatementState
from tests import factories
from tests.doors import DONE, DRAWN_UP, LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, Door

DOORS = {
    "oversight:school_attestations": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:attestation": Door(OF_THE_SCHOOL, ("school", "attested_rule")),
    "oversight:statement_edit": Door(DRAWN_UP, ("returned_statement",)),
    "oversight:statement_act": Door(DRAWN_UP | DONE, ("statement", "withdraw"), "post"),
    "oversight:jurisdiction_attestations": Door(OF_THE_COUNTY, ("county",)),
    "oversight:attest_bulk": Door(
        OF_THE_COUNTY | LOOKS_ON | {"official": 422, "superuser": 422},
        ("county",),
        "post",
        {"rule": "LIF-001"},
    ),
}
WRITING = frozenset(
    f"oversight:{name}" for name in ("attestation", "statement_edit", "statement_act", "attest_bulk")
)


def arguments(school, _county):
    """Statements in the two states in which the school acts."""
    returned = factories.statement(school, "LIF-006", state=StatementState.RETURNED)
    return {
        "attested_rule": "LIF-001",
        "statement": str(factories.statement(school).pk),
        "returned_statement": str(returned.pk),
    }
