"""What a change set keeps of the rows it touched."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

#: Kept by the tree library or by the door itself; a reader of the log learns nothing from them.
SILENT = frozenset({"id", "lft", "rght", "level", "tree_id", "version", "sort_key"})
TREE_LEVEL = "level"


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
        """Describe ``instance`` with what changed on it."""
        number = ":".join(str(part) for part in instance.natural_key() if part is not None)
        return cls(instance._meta.model_name or "", number, str(instance), before, after)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is stored."""
        return asdict(self)


def snapshot(instance: models.Model) -> dict[str, str]:
    """Return the values of ``instance`` by field name, as text; related rows by their name."""
    kept = (f for f in instance._meta.concrete_fields if f.name not in SILENT)
    return {f.name: _text(instance, f) for f in kept}


def _text(instance: models.Model, field: models.Field) -> str:
    if field.is_relation:
        return str(getattr(instance, field.name) or "")
    value = field.value_from_object(instance)
    return "" if value is None else str(value)
