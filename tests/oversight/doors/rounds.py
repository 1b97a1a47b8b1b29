"""The doors of rounds."""

from datetime import timedelta

from django.utils import timezone

from oversight.rounds.closing import round_close
from tests import factories
from tests.doors import DRAWN_UP, LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, Door

#: An office acts by a button, and is led back.
_OFFICE_DONE = OF_THE_COUNTY | LOOKS_ON | {"official": 302, "superuser": 302}
DOORS = {
    "oversight:jurisdiction_rounds": Door(OF_THE_COUNTY, ("county",)),
    "oversight:round_new": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "oversight:round": Door(OF_THE_COUNTY, ("round",)),
    "oversight:round_edit": Door(OF_THE_COUNTY | LOOKS_ON, ("draft",)),
    "oversight:round_choose": Door(OF_THE_COUNTY | LOOKS_ON, ("draft",)),
    "oversight:round_findings": Door(OF_THE_COUNTY, ("round",)),
    "oversight:round_print": Door(OF_THE_COUNTY, ("closed",)),
    "oversight:round_file": Door(OF_THE_COUNTY | LOOKS_ON, ("closed",)),
    "oversight:round_closing": Door(OF_THE_COUNTY, ("closing",)),
    "oversight:round_closing_act": Door(_OFFICE_DONE, ("closing", "stop"), "post"),
    "oversight:round_verified": Door(OF_THE_COUNTY, ("closed",)),
    "oversight:round_bulk": Door(OF_THE_COUNTY, ("round",), "post", {"action": "remind"}),
    "oversight:round_act": Door(
        _OFFICE_DONE,
        ("round", "extend"),
        "post",
        {"text": "演示理由", "deadline": (timezone.localdate() + timedelta(days=90)).isoformat()},
    ),
    "oversight:school_rounds": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:answer": Door(OF_THE_SCHOOL, ("round", "school")),
    "oversight:answer_act": Door(
        DRAWN_UP | {"administrator": 302, "superuser": 302},
        ("round", "school", "answer_action"),
        "post",
        {"note": "演示说明"},
    ),
}
WRITING = frozenset(
    f"oversight:{name}"
    for name in (
        "round_new",
        "round_edit",
        "round_choose",
        "round_bulk",
        "round_act",
        "round_file",
        "round_closing_act",
        "answer_act",
    )
)


def arguments(_school, county):
    """A draft, a round that is open and one that is closed."""
    today = timezone.localdate()
    dates = {"starts_on": today, "deadline": today + timedelta(days=14)}
    closed = factories.open_round(county, today, **dates)
    round_close(user=closed.author, round_=closed, on=today)
    closing = factories.closing(factories.open_round(county, today, **dates), today)
    return {
        "closing": str(closing.round_id),
        "stop": "stop",
        "round": str(factories.open_round(county, today, **dates).pk),
        "draft": str(factories.round_(county, **dates).pk),
        "closed": str(closed.pk),
        "extend": "extend",
        "answer_action": "note",
    }
