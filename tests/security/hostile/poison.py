"""Put hostile texts into every field of every row that a person may have written."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

from schools.history import event_models

APPS = ("accounts", "schools", "privacy", "governance", "oversight", "exports", "intake", "api")
#: Words of ours, keys and fingerprints: nobody types them.
OURS = {
    "code", "number", "register_number", "rule", "variant", "password", "digest", "key", "session_key",
    "subject_number", "operation", "action", "file", "language", "path", "rules_version", "url", "text_key",
    "kind", "name_key", "stage", "address", "sha256", "salt", "prefix",
}  # fmt: skip
#: The same for single tables: the words there are keys of ours.
OURS_THERE = {
    "accounts.User.username", "api.Happening.what", "exports.Order.format", "exports.Order.product",
    "exports.SavedExport.table", "governance.RuleParameter.name", "intake.RememberedAnswer.answer",
    "intake.RememberedAnswer.question", "oversight.ReminderRun.problem", "privacy.DataExport.route",
}  # fmt: skip


def poisoned(texts: Iterable[str]) -> int:
    """Give each row of each table its own texts, as far as they fit and the database lets them.

    Returns how many fields were written.
    """
    supply, number = cycle(texts), 0
    events = set(event_models())
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            if model not in events and model._meta.managed:
                number += _poison(model, supply)
    return number


def _poison(model: type[models.Model], supply: Iterator[str]) -> int:
    number = 0
    for key in list(model._default_manager.order_by("pk").values_list("pk", flat=True)):
        for field in written_fields(model):
            text = _fitting(field, supply)
            try:
                with transaction.atomic():
                    model._default_manager.filter(pk=key).update(**{field.name: text})
            except DatabaseError:
                continue
            number += 1
    return number


def written_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields that hold what somebody typed."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in OURS
        and f"{model._meta.label}.{field.name}" not in OURS_THERE
    ]


def _fitting(field: Any, supply: Iterator[str]) -> str:
    most = field.max_length or 10_000
    return next(text for text in supply if len(text) <= most or most < 20)[:most]
