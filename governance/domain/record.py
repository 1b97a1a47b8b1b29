"""What a change set keeps of the rows it touched."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import override

#: Kept by the door itself; a reader of the log learns nothing from them, nor from the tree's numbers.
SILENT = frozenset({"id", "version", "sort_key"})


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
        with override(None):
            return cls(instance._meta.model_name or "", number, str(instance), before, after)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is stored."""
        return asdict(self)


def snapshot(instance: models.Model) -> dict[str, str]:
    """Return the values of ``instance`` by field name, as text; related rows by their name."""
    silent = SILENT | tree_fields(instance)
    with override(None):  # what is kept is in one language, whoever acts
        return {f.name: _text(instance, f) for f in instance._meta.concrete_fields if f.name not in silent}


def tree_fields(instance: models.Model) -> frozenset[str]:
    """Return the fields that the tree library keeps; ``level`` is one of them or a field of our own."""
    options = getattr(instance, "_mptt_meta", None)
    if options is None:
        return frozenset()
    return frozenset((options.left_attr, options.right_attr, options.tree_id_attr, options.level_attr))


def _text(instance: models.Model, field: models.Field) -> str:
    if field.is_relation:
        return str(getattr(instance, field.name) or "")
    value = field.value_from_object(instance)
    return "" if value is None else str(value)
