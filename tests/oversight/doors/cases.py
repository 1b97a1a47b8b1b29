"""The doors of findings as work."""

from tests import factories
from tests.doors import LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, Door

#: What those above the schools do with many at once; who only looks on is told so.
_DECIDED = {"viewer": 403, "administrator": 403}
DOORS = {
    "oversight:jurisdiction_findings": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_findings_bulk": Door(
        OF_THE_COUNTY | LOOKS_ON | {"superuser": 200}, ("county",), "post", {"action": "due", "all": "1"}
    ),
    "oversight:school_findings": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:school_findings_bulk": Door(
        OF_THE_SCHOOL | _DECIDED, ("school",), "post", {"action": "due", "all": "1"}
    ),
    "oversight:case": Door(OF_THE_SCHOOL, ("finding",)),
    "oversight:case_act": Door(
        OF_THE_SCHOOL | dict.fromkeys(("viewer", "administrator", "official", "superuser"), 302),
        ("finding", "case_act"),
        "post",
        {"text": "意见"},
    ),
}
WRITING = frozenset(
    f"oversight:{name}" for name in ("jurisdiction_findings_bulk", "school_findings_bulk", "case_act")
)


def arguments(school, _county):
    """A finding of the school, and what everybody who sees it may do."""
    return {"finding": factories.finding(school, "ORG-012").pk, "case_act": "comment"}
