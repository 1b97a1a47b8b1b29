"""How rows are remembered: triggers write an event for every insert, update and delete.

An event carries the whole row as it was left (or, for a delete, as it was) together with the key of the
change it belongs to and the day from which that change holds; it needs no other row to be read. The
application may add events through the triggers and can neither change nor remove one
(``config.pg.grants``). The numbers a tree keeps follow from ``parent`` and are not remembered.
"""

from collections.abc import Callable, Iterable

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Index, Q
from pghistory.trigger import Event as EventTrigger

INSERT, UPDATE, DELETE = "insert", "update", "delete"

_CONTEXT_CTE = "WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) "
_CONTEXT_JOIN = ", _pgh_attached_context;"


class _SelfContained(EventTrigger):
    """The library's trigger for whole statements without its table of contexts: ours are in the row."""

    def get_func(self, model):
        found = super().get_func(model)
        if self.level == pgtrigger.Statement:
            return pgtrigger.Func(found.func.replace(_CONTEXT_CTE, "").replace(_CONTEXT_JOIN, ";"))
        return found


class _Inserted(pghistory.InsertEvent):
    """One event for each row of a statement, written at once: bulk loads take half as long."""

    level = pgtrigger.Statement

    def add_event_trigger(self, event_model):
        trigger = _SelfContained(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


def tracked(*homes: str, exclude: Iterable[str] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Remember every row of the decorated model, in ``<Model>Event``.

    Args:
        homes: the foreign keys by which events are looked up when rows of the past are read.
        exclude: fields nobody asks the history about; a change of nothing else leaves no event.

    """

    def decorate(model: type[models.Model]) -> type[models.Model]:
        return pghistory.track(
            _Inserted(INSERT),
            pghistory.UpdateEvent(UPDATE),
            pghistory.DeleteEvent(DELETE),
            exclude=[*exclude, *tree_fields(model)],
            obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            attrs={"pgh_id": models.BigAutoField(primary_key=True)},
            meta={"indexes": tuple(_indexes(model, homes)), "ordering": ("pgh_id",)},
        )(model)

    return decorate


def tree_fields(model: type[models.Model] | models.Model) -> frozenset[str]:
    """Return the fields that the tree library keeps; ``level`` is one of them or a field of our own."""
    options = getattr(model, "_mptt_meta", None)
    if options is None:
        return frozenset()
    return frozenset((options.left_attr, options.right_attr, options.tree_id_attr, options.level_attr))


def event_models() -> list[type[models.Model]]:
    """Return the models of the events, one for each model whose rows are remembered."""
    return pghistory.core.event_models()


def tracked_models() -> list[type[models.Model]]:
    """Return the models whose rows are remembered."""
    return [event.pgh_tracked_model for event in event_models()]


def events_of(model: type[models.Model]) -> type[models.Model]:
    """Return the model of the events of ``model``.

    Raises:
        LookupError: if its rows are not remembered.

    """
    for event in event_models():
        if event.pgh_tracked_model is model:
            return event
    raise LookupError(f"{model.__name__} is not tracked")


def _indexes(model: type[models.Model], homes: Iterable[str]) -> Iterable[Index]:
    name = model._meta.model_name[:20]
    yield Index(
        fields=["pgh_context_id"], condition=Q(pgh_context_id__isnull=False), name=f"{name}_ev_change"
    )
    for home in homes:
        yield Index(fields=[home], name=f"{name}_ev_{home[:6]}")
