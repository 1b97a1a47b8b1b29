"""The doors of waivers."""

from oversight.choices.waiver_request import WaiverState
from tests import factories
from tests.doors import DONE, DRAWN_UP, OF_THE_COUNTY, OF_THE_SCHOOL, Door

DOORS = {
    "oversight:school_waivers": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:jurisdiction_waivers": Door(OF_THE_COUNTY, ("county",)),
    "oversight:waiver_new": Door(DRAWN_UP, ("waivable",)),
    "oversight:waiver": Door(OF_THE_SCHOOL, ("waiver",)),
    "oversight:waiver_edit": Door(DRAWN_UP, ("returned_waiver",)),
    "oversight:waiver_act": Door(
        DRAWN_UP | DONE | {"viewer": 403, "official": 403},
        ("waiver", "withdraw"),
        "post",
        {"text": "不再需要"},
    ),
}
WRITING = frozenset(f"oversight:waiver_{name}" for name in ("new", "edit", "act"))


def arguments(school, _county):
    """A finding, and requests in the two states in which the school acts."""
    returned = factories.waiver_request(
        school,
        factories.finding(school, "SEC-002", subject_number=f"{school.code}-2"),
        state=WaiverState.RETURNED,
    )
    return {
        "waivable": str(factories.finding(school, "LG-001", subject_number=f"{school.code}-1").pk),
        "waiver": str(
            factories.waiver_request(
                school, factories.finding(school, "SEC-001", subject_number=f"{school.code}-3")
            ).pk
        ),
        "returned_waiver": str(returned.pk),
        "withdraw": "withdraw",
    }
