"""An action: one thing people do with a structure, leading to one operation of the domain."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from governance.actions.arguments import Argument
from governance.domain.act import Act

#: What an action is offered on: cards of the chart, rows of the outline.
ORGANIZATION, UNIT, SCHOOL = KINDS = ("organization", "unit", "school")


def always(_row: Any) -> bool:
    """Tell that an action makes sense on every node."""
    return True


@dataclass(frozen=True)
class Action:
    """One entry of the catalogue.

    Args:
        name: its word in addresses and in stored steps; never changed.
        label: what people read on the button.
        run: calls the operation with ``act`` and the resolved arguments, and returns what it made.
        arguments: what is asked, in the order of the form.
        on: the kind of node it is offered on.
        subject: the argument that is the node itself; "" where the school itself is meant.
        decides: whether it belongs to who decides above the school; a plan's approval gives that.
        live: whether it may be done at once, outside a plan.
        planned: whether it may be a step of a plan.
        paper: whether it needs a document; in a plan the plan's own approval is that document.
        grave: whether it should be confirmed before it is done at once.
        text: what will happen, above the form.
        own: whether it is about members and posts of the node alone, and so open to the branch's editors.
        key: the key that opens its form on a node of the chart or a row of the outline.
        fits: whether it makes sense on this node; the operation decides, this only spares a futile form.

    """

    name: str
    label: Any
    run: Callable[..., Any]
    arguments: tuple[Argument, ...]
    on: str
    subject: str = ""
    decides: bool = False
    live: bool = True
    planned: bool = True
    paper: bool = False
    grave: bool = False
    own: bool = False
    text: Any = ""
    key: str = ""
    fits: Callable[[Any], bool] = always

    def argument(self, name: str) -> Argument:
        """Return the argument ``name``.

        Raises:
            KeyError: if there is none.

        """
        return {argument.name: argument for argument in self.arguments}[name]

    def perform(self, act: Act, values: dict[str, Any]) -> Any:
        """Run the operation; what was left out is not passed on."""
        given = {name: value for name, value in values.items() if value not in (None, "", (), [])}
        return self.run(act=act, **given)
