"""Everything that can be done with a structure: one file a topic."""

from functools import cache

from governance.actions.action import Action
from governance.actions.catalogue import (
    groups,
    hosts,
    members,
    organizations,
    posts,
    regrouping,
    reshaping,
    units,
)

_TOPICS = (organizations, reshaping, regrouping, hosts, members, posts, units, groups)


@cache
def all_actions() -> dict[str, Action]:
    """Return the actions by name, in the order in which menus offer them."""
    return {action.name: action for topic in _TOPICS for action in topic.ACTIONS}


def actions_on(kind: str, *, planned: bool) -> list[Action]:
    """Return the actions for nodes of ``kind``, in a plan or at once."""
    return [
        action
        for action in all_actions().values()
        if action.on == kind and (action.planned if planned else action.live)
    ]
