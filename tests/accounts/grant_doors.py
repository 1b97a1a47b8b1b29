"""The doors of grants and accounts."""

from accounts.models import GrantRole
from tests import factories
from tests.doors import VISITORS, Door

#: Pages for those who keep grants or accounts somewhere; the others are told whose work it is.
_KEEPERS = dict.fromkeys(VISITORS, 403) | {"anonymous": 302}
_KEEPERS |= dict.fromkeys(("administrator", "neighbour", "official", "outsider", "superuser"), 200)
_GIVERS = _KEEPERS | {"security": 200}
_ALL_KEEPERS = _GIVERS | {"system": 200}
#: What lies in the school: to a keeper of another place it does not exist.
_INSIDE = _ALL_KEEPERS | {"neighbour": 404, "outsider": 404}

DOORS = {
    "accounts:grants": Door(_ALL_KEEPERS),
    "accounts:grant_new": Door(_GIVERS),
    "accounts:grant_person_new": Door(_KEEPERS | {"system": 200}),
    "accounts:grant": Door(_INSIDE | {"system": 403}, ("kept_grant",)),
    "accounts:grant_person": Door(
        _INSIDE | dict.fromkeys(("stranger", "viewer", "county_viewer", "auditor"), 404), ("kept_person",)
    ),
    "accounts:grant_person_act": Door(
        _INSIDE | {"administrator": 403, "official": 403, "security": 403, "system": 302, "superuser": 302},
        ("kept_person", "switch_off"),
        "post",
        {"reason": "演示"},
    ),
}
WRITING = frozenset(
    f"accounts:{name}" for name in ("grant", "grant_new", "grant_person_new", "grant_person_act")
)


def arguments(school, _county):
    """A viewer of the school, and the grant that makes him one."""
    grant = factories.grant(factories.user(), school, GrantRole.VIEWER)
    return {"kept_grant": grant.pk, "kept_person": grant.user_id, "switch_off": "off"}
