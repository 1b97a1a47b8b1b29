"""The doors of filings."""

from tests import factories
from tests.doors import DONE, DRAWN_UP, OF_THE_COUNTY, OF_THE_SCHOOL, Door

DOORS = {
    "oversight:jurisdiction_filings": Door(OF_THE_COUNTY, ("county",)),
    "oversight:filings_bulk": Door(OF_THE_COUNTY, ("county",), "post"),
    "oversight:school_filings": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:filing_new": Door(DRAWN_UP, ("school",)),
    "oversight:filing": Door(OF_THE_SCHOOL, ("filing",)),
    "oversight:filing_print": Door(OF_THE_SCHOOL, ("filing",)),
    "oversight:filing_file": Door(OF_THE_SCHOOL | {"viewer": 403}, ("filing",)),
    "oversight:filing_act": Door(DRAWN_UP | DONE, ("filing", "filing_action"), "post", {"text": "演示理由"}),
}
WRITING = frozenset(
    f"oversight:{name}" for name in ("filings_bulk", "filing_new", "filing_act", "filing_file")
)


def arguments(school, _county):
    """A filing that waits, and what its school may do with it."""
    return {"filing": str(factories.filing(school).pk), "filing_action": "withdraw"}
