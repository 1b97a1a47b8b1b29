"""The doors of reports: one's own, and only for who may take data away."""

from tests import factories
from tests.doors import LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, VISITORS, Door

#: A report is its asker's alone: to everybody else, the superuser included, it does not exist.
NOBODYS = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}

DOORS = {
    "oversight:reports": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "oversight:report_row": Door(NOBODYS, ("report",)),
    "oversight:report_file": Door(NOBODYS, ("report",)),
    "oversight:report_act": Door(NOBODYS, ("report", "report_action"), "post"),
    "oversight:school_health": Door(OF_THE_SCHOOL | {"viewer": 403}, ("school", "health_format")),
}
WRITING = frozenset(f"oversight:{name}" for name in ("reports", "report_act", "report_file", "school_health"))


def arguments(_school, county):
    """A report somebody asked for who is none of the visitors."""
    asker = factories.user()
    return {
        "report": factories.report(county, factories.grant(asker, county).user).key,
        "report_action": "cancel",
        "health_format": "docx",
    }
