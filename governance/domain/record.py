"""What a change set keeps of the rows it touched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import get_language, override

#: Kept by the door itself; a reader of the log learns nothing from them, nor from the tree's numbers.
SILENT = frozenset({"id", "version", "sort_key"})


@contextmanager
def language_of_the_source() -> Iterator[None]:
    """Say what is kept in one language, whoever acts. Many rows are told inside of one such block."""
    if get_language() is None:
        yield
        return
    with override(None):
        yield


@dataclass(frozen=True, slots=True)
class Changed:
    """One row: what it is, and the values that differ before and after."""

    kind: str
    number: str
    name: str
    before: dict[str, str]
    after: dict[str, str]

    @classmethod
    def of(cls, instance: models.Model, before: dict[str, str], after: dict[str, str]) -> "Changed":
        """Describe ``instance`` with what changed on it, in the language of the source."""
        number = ":".join(str(part) for part in instance.natural_key() if part is not None)
        with language_of_the_source():
            return cls(instance._meta.model_name or "", number, str(instance), before, after)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


class Snapshot:
    """How a row looked at one moment.

    The names of related rows are asked for only where they are told: most acts leave most of them alone,
    and each would be a query.
    """

    def __init__(self, instance: models.Model):
        silent = SILENT | tree_fields(instance)
        self.instance = instance
        self.fields = {f.name: f for f in instance._meta.concrete_fields if f.name not in silent}
        #: Keys of related rows, the texts of everything else.
        self.values = {name: _value(instance, f) for name, f in self.fields.items()}
        self.related = dict(instance._state.fields_cache)

    def texts(self, names: Iterable[str] | None = None) -> dict[str, str]:
        """Return the values of the fields, of all if none are named, as text; related rows by their name."""
        with language_of_the_source():  # what is kept is in one language, whoever acts
            return {name: self._text(name) for name in (self.fields if names is None else names)}

    def with_names(self) -> "Snapshot":
        """Ask for the names of all related rows now: they may be gone when they are told."""
        for name in self.fields:
            self._related(name)
        return self

    def may_differ(self, other: "Snapshot") -> list[str]:
        """Return the fields whose values are not the same in both; of related rows the keys count."""
        return [name for name in self.fields if self.values[name] != other.values[name]]

    def _text(self, name: str) -> str:
        return str(self._related(name) or "") if self.fields[name].is_relation else self.values[name]

    def _related(self, name: str) -> models.Model | None:
        field = self.fields[name]
        if not field.is_relation or self.values[name] is None:
            return None
        if name not in self.related:
            if field.value_from_object(self.instance) == self.values[name]:
                self.related[name] = getattr(self.instance, name)
            else:
                rows = field.related_model._base_manager.filter(pk=self.values[name])
                self.related[name] = next(iter(rows.order_by()), None)
        return self.related[name]


def _value(instance: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(instance)
    return value if field.is_relation else "" if value is None else str(value)


def snapshot(instance: models.Model) -> Snapshot:
    """Return how ``instance`` looks now."""
    return Snapshot(instance)


def tree_fields(instance: models.Model) -> frozenset[str]:
    """Return the fields that the tree library keeps; ``level`` is one of them or a field of our own."""
    options = getattr(instance, "_mptt_meta", None)
    if options is None:
        return frozenset()
    return frozenset((options.left_attr, options.right_attr, options.tree_id_attr, options.level_attr))
