"""The doors of exports: only for who may take data away, and orders only for who gave them."""

from tests import factories
from tests.doors import DRAWN_UP, LOOKS_ON, OF_THE_COUNTY, OF_THE_SCHOOL, VISITORS, Door

#: An order is its asker's alone: to everybody else, the superuser included, it does not exist.
NOBODYS = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}

DOORS = {
    "exports:school": Door(OF_THE_SCHOOL | {"viewer": 403}, ("school",)),
    "exports:school_product": Door(
        OF_THE_SCHOOL | {"viewer": 403}, ("school", "export_product"), "post", {"preview": "1"}
    ),
    "exports:school_file": Door(OF_THE_SCHOOL | {"viewer": 403}, ("school", "export_product")),
    "exports:school_document": Door(DRAWN_UP, ("school",)),
    "exports:jurisdiction": Door(OF_THE_COUNTY | LOOKS_ON, ("county",)),
    "exports:jurisdiction_product": Door(
        OF_THE_COUNTY | LOOKS_ON, ("county", "export_product"), "post", {"preview": "1"}
    ),
    "exports:jurisdiction_file": Door(OF_THE_COUNTY | LOOKS_ON, ("county", "export_product")),
    "exports:order_row": Door(NOBODYS, ("export_order",)),
    "exports:order_file": Door(NOBODYS, ("export_order",)),
    "exports:order_act": Door(NOBODYS, ("export_order", "export_action"), "post"),
}
WRITING = frozenset(
    f"exports:{name}" for name in ("school_product", "jurisdiction_product", "school_document", "order_act")
)


def arguments(_school, county):
    """An order somebody gave who is none of the visitors."""
    asker = factories.grant(factories.user(), county).user
    return {
        "export_product": "organizations",
        "export_order": factories.export_order(county, asker).key,
        "export_action": "cancel",
    }
