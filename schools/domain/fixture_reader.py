"""Reads JSON fixtures as Django does, without asking the database what it can know.

Django looks up every natural key it meets, and the row's own key before it writes it: five queries a
row. Here a key that was read or written before is remembered, and rows of a table that was empty when
the reading began are new: one query a row.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from django.core.serializers.base import DEFER_FIELD, DeserializationError, DeserializedObject
from django.core.serializers.json import Deserializer as JsonDeserializer
from django.core.serializers.json import Serializer as Serializer  # noqa: PLC0414 -- Django asks for both
from django.db import connections, models
from django.utils.translation import gettext as _

from schools.domain.fixture_records import MissingReference, record_key

_KEYS_AT_ONCE = 500

Model = type[models.Model]


class Referred:
    """Stands for a row known by its natural key only, as far as the natural keys of others ask."""

    def __init__(self, key: Sequence[Any]):
        self._key = key
        self.number = self.code = self.register_number = key[0]

    def natural_key(self) -> tuple[Any, ...]:
        """Return the key."""
        return tuple(self._key)


class Row(DeserializedObject):
    """A record about to be written. ``is_new`` says that it cannot be there yet."""

    def __init__(self, found: DeserializedObject, record: Mapping[str, Any], *, is_new: bool):
        super().__init__(found.object, found.m2m_data, found.deferred_fields)
        self.record, self.is_new = record, is_new

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a second call, after deferred references are found, updates it."""
        super().save(*args, **kwargs, force_insert=self.is_new and self.object._state.adding)

    def save_deferred_fields(self, using: str | None = None) -> None:
        """Write the references to rows that came later in the file."""
        try:
            super().save_deferred_fields(using)
        except DeserializationError as error:
            wanted = _("、").join("/".join(map(str, value)) for value in self.deferred_fields.values())
            raise MissingReference(
                _("记录（%(model)s，%(key)s）引用的%(wanted)s不存在")
                % {"model": self.record["model"], "key": record_key(self.record), "wanted": wanted}
            ) from error


class Deserializer(JsonDeserializer):
    """Django's deserializer with a memory."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._known: dict[Hashable, Any] = {}
        self._fresh: dict[Model, bool] = {}
        self._keys: dict[Model, list[int]] = {}

    def _handle_object(self, obj: Mapping[str, Any]) -> Iterator[DeserializedObject]:
        model = self._fresh_model(obj)
        keyed = obj if model is None else {**obj, "pk": self._next_key(model)}
        for found in super()._handle_object(keyed):
            if model is not None:
                self._remember(found.object, obj["fields"])
            yield Row(found, obj, is_new=model is not None)

    def _handle_fk_field_node(self, field: models.ForeignKey, value: Any) -> Any:
        if not isinstance(value, list):
            return super()._handle_fk_field_node(field, value)
        key = (field.remote_field.model, *value)
        if key not in self._known:
            found = super()._handle_fk_field_node(field, value)
            if found == DEFER_FIELD and not field.null:
                raise MissingReference(
                    _("引用的%(model)s%(key)s不存在")
                    % {"model": field.related_model._meta.verbose_name, "key": "/".join(map(str, value))}
                )
            if found == DEFER_FIELD:
                return found
            self._known[key] = found
        return self._known[key]

    def _fresh_model(self, obj: Mapping[str, Any]) -> Model | None:
        """Return the model of a record without a key whose table was empty when reading began."""
        if "pk" in obj:
            return None
        model = self._get_model_from_node(obj["model"])
        if model not in self._fresh:
            is_tabled = hasattr(model, "natural_key")
            self._fresh[model] = is_tabled and not model._base_manager.using(self.using).exists()
        return model if self._fresh[model] else None

    def _next_key(self, model: Model) -> int:
        keys = self._keys.setdefault(model, [])
        if not keys:
            with connections[self.using].cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [f'"{model._meta.db_table}"', _KEYS_AT_ONCE],
                )
                keys.extend(row[0] for row in reversed(cursor.fetchall()))
        return keys.pop()

    def _remember(self, row: models.Model, fields: Mapping[str, Any]) -> None:
        """Remember the key of a row about to be written, without fetching what its natural key names."""
        cache = row._state.fields_cache
        for name, value in fields.items():
            if isinstance(value, list) and value and row._meta.get_field(name).is_relation:
                cache[name] = Referred(value)
        self._known[(type(row), *row.natural_key())] = row.pk
        cache.clear()
