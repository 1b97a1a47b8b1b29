"""Found, split, merge, re-type: what needs the decision of the organisation above."""

from governance.actions.action import Action

ACTIONS: tuple[Action, ...] = ()
