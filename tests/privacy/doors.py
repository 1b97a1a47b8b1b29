"""The doors of people's data."""

from privacy.choices import Purpose
from privacy.exporting.deciding import export_ask
from tests import factories
from tests.doors import MEMBERS_ONLY, OF_THE_SCHOOL, Door

#: An export of the school by somebody else: for who keeps the school, decides above it or watches exports.
_WATCHED = OF_THE_SCHOOL | {"viewer": 404, "security": 200, "auditor": 200}
#: The person's own requests are answered by who keeps the file, or decides above him.
_SERVED = OF_THE_SCHOOL | {"viewer": 403, "county_viewer": 403, "reviewer": 403}
_DONE = {"administrator": 302, "official": 302, "superuser": 302}

DOORS = {
    "privacy:exports": Door(MEMBERS_ONLY),
    "privacy:export": Door(_WATCHED | {"county_viewer": 404, "reviewer": 404}, ("data_export",)),
    "privacy:export_decided": Door(
        _WATCHED
        | {"county_viewer": 404, "reviewer": 404, "security": 403, "auditor": 403}
        | dict.fromkeys(_DONE, 302),
        ("data_export", "approve"),
        "post",
    ),
    "privacy:person": Door(_SERVED, ("person",)),
    "privacy:person_file": Door(_SERVED, ("person", "person_ending")),
    "privacy:person_hold": Door(
        _SERVED | _DONE, ("person", "place_hold"), "post", {"reason": "演示信访核查"}
    ),
}
WRITING = frozenset(f"privacy:{name}" for name in ("export_decided", "person_file", "person_hold"))


def arguments(school, _county):
    """A file about many people that somebody wants to take away from the school."""
    asker = factories.grant(factories.user(), school).user
    export = export_ask(
        user=asker,
        place=school,
        people=100_000,
        purpose=Purpose.WORK,
        route="governance:school_export",
        arguments={"code": school.code},
        filters={},
    )
    return {
        "data_export": export.number,
        "approve": "approve",
        "person_ending": "json",
        "place_hold": "place",
    }
