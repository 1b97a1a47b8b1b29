"""The doors of imports: one's own, for who edits a school or decides about it."""

from tests import factories
from tests.doors import LOOKS_ON, MEMBERS_ONLY, OF_THE_COUNTY, OF_THE_SCHOOL, VISITORS, Door

#: An import is its sender's alone: to everybody else, the superuser included, it does not exist.
NOBODYS = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}
_SCHOOL = OF_THE_SCHOOL | {"viewer": 403, "editor": 403, "county_viewer": 403, "reviewer": 403}

DOORS = {
    "intake:school_imports": Door(_SCHOOL, ("school",)),
    "intake:jurisdiction_imports": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "intake:template_xlsx": Door(MEMBERS_ONLY),
    "intake:school_roster_xlsx": Door(_SCHOOL, ("school",)),
    "intake:jurisdiction_roster_xlsx": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "intake:import": Door(NOBODYS, ("import",)),
    "intake:import_row": Door(NOBODYS, ("import",)),
    "intake:import_marked_xlsx": Door(NOBODYS, ("import",)),
    "intake:import_answers": Door(NOBODYS, ("import",), "post"),
    "intake:import_apply": Door(NOBODYS, ("import",), "post"),
    "intake:import_act": Door(NOBODYS, ("import", "import_action"), "post"),
}
WRITING = frozenset(
    {
        "intake:school_imports",
        "intake:jurisdiction_imports",
        "intake:import_answers",
        "intake:import_apply",
        "intake:import_act",
        "intake:school_roster_xlsx",
        "intake:jurisdiction_roster_xlsx",
    }
)


def arguments(_school, county):
    """An import somebody sent who is none of the visitors."""
    sender = factories.grant(factories.user(), county).user
    return {"import": factories.roster_import(county, sender).key, "import_action": "cancel"}
