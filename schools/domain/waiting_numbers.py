"""Many nodes move at once: each writes its parent alone, and the numbers of the trees are set right once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import models
from mptt.models import MPTTModel

from schools.domain.trees import rebuild


@dataclass
class _Waiting:
    """The trees of a school some of whose nodes wait for their numbers."""

    school_id: int
    trees: set[type[MPTTModel]] = field(default_factory=set)

    def number(self) -> None:
        while self.trees:
            rebuild(self.trees.pop(), school_id=self.school_id)


#: None where each move writes its numbers.
_waiting: ContextVar[_Waiting | None] = ContextVar("waiting_trees", default=None)


@contextmanager
def numbered_at_the_end(school_id: int) -> Iterator[None]:
    """Let nodes of the school's trees move by their parents alone and number the trees when the block ends.

    Inside it a node's numbers may be those of its old place: who asks what stands below what, asks
    `schools.domain.trees.stands_below`. A block that fails numbers nothing: its transaction is over.
    """
    waiting = _Waiting(school_id)
    token = _waiting.set(waiting)
    try:
        yield
        waiting.number()
    finally:
        _waiting.reset(token)


def save_node(node: MPTTModel) -> None:
    """Save a node of a tree; where numbers wait, what goes from one parent to another has its own wait.

    What comes, or becomes a root or ceases to be one, is placed by the library, which trusts the numbers.
    """
    waiting = _waiting.get()
    if waiting is None:
        node.save()
        return
    parent = node._mptt_meta.parent_attr
    before, after = node._mptt_cached_fields.get(parent), getattr(node, f"{parent}_id")
    if node._state.adding or (before != after and None in (before, after)):
        waiting.number()
        node.save()
        return
    if before != after:
        waiting.trees.add(type(node))
        node._mptt_cached_fields[parent] = after
    models.Model.save(node, update_fields=node._get_user_field_names())
