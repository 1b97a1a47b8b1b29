"""The doors of values and levels of a jurisdiction."""

from tests import factories
from tests.doors import LOOKS_ON, OF_THE_COUNTY, Door

DOORS = {
    "oversight:local_rules": Door(OF_THE_COUNTY, ("county",)),
    "oversight:local_setting": Door(OF_THE_COUNTY, ("county", "kind", "parameter")),
    "oversight:local_setting_end": Door(
        OF_THE_COUNTY | LOOKS_ON | {"official": 422, "superuser": 422},
        ("county", "kind", "parameter", "value"),
        "post",
    ),
}
WRITING = frozenset({"oversight:local_setting", "oversight:local_setting_end"})


def arguments(_school, county):
    """A value the county has set."""
    return {
        "kind": "parameter",
        "parameter": "BRANCH_MAX",
        "value": str(factories.parameter("BRANCH_MAX", 40, county).pk),
    }
