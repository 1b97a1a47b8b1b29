"""Which tables hold something about somebody: found by their keys, and by the register of fields."""

from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from accounts.models import User
from privacy.registry import Retention, registered_of
from schools.history import event_models, events_of, tracked_models
from schools.models import Employment, Person

Model = type[models.Model]
#: Ways to the school of tables that have no path of their own.
_HOMES = {"oversight.RoundFinding": "answer__school", "audit.AuditRecord": "school_id"}


@cache
def own_models() -> tuple[Model, ...]:
    """Return every model but those of events."""
    events = set(event_models())
    return tuple(model for model in apps.get_models() if model not in events)


@cache
def keys_to(target: Model) -> dict[Model, tuple[str, ...]]:
    """Return the models that refer to a row of ``target``, each with the names of its keys."""
    found = {}
    for model in own_models():
        names = [f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is target]
        if names:
            found[model] = tuple(names)
    return found


def rows_by_key(model: Model, row: models.Model) -> models.QuerySet:
    """Return the rows of the model that refer to the row."""
    conditions = [Q(**{name: row.pk}) for name in keys_to(type(row))[model]]
    return model._base_manager.filter(reduce(or_, conditions)).order_by("pk")


def events_about(model: Model, keys: list[Any]) -> models.QuerySet | None:
    """Return what is remembered of the rows with these keys, None if nothing is."""
    if model not in tracked_models():
        return None
    return events_of(model)._base_manager.filter(pgh_obj_id__in=keys).order_by("pgh_id")


@cache
def mentioning(*, frozen: bool = True) -> dict[Model, tuple[str, ...]]:
    """Return the models with text in which a person may be named, each with the names of those fields.

    Without ``frozen`` those are left out whose content is not changed any more.
    """
    found = {}
    fixed = () if frozen else (Retention.FROZEN, Retention.LOG)
    for model in own_models():
        fields = registered_of(model._meta.label).values()
        names = [f.name for f in fields if f.treatment.mentions and f.treatment.retention not in fixed]
        concrete = {field.name for field in model._meta.concrete_fields}
        if names:
            found[model] = tuple(name for name in names if name in concrete)
    return found


def rows_naming(model: Model, person: Person, *words: str, frozen: bool = True) -> models.QuerySet:
    """Return the rows of the model at the person's schools in whose texts one of the words stands."""
    names = mentioning(frozen=frozen)[model]
    texts = {f"text_{name}": Cast(name, models.TextField()) for name in names}
    wanted = reduce(or_, (Q(**{f"{text}__contains": word}) for text in texts for word in words))
    rows = model._base_manager.annotate(**texts).filter(wanted)
    return rows.filter(_inside(model, person)).order_by("pk").distinct()


def schools_of(person: Person) -> set[int]:
    """Return the schools where the person is or was."""
    worked = Employment._base_manager.filter(person=person).values_list("school", flat=True)
    return {person.school_id, *worked}


def way_to_school(model: Model) -> str:
    """Return the path from a row of the model to its school, "" where there is none."""
    return _HOMES.get(model._meta.label, getattr(model, "scope_path", ""))


def _inside(model: Model, person: Person) -> Q:
    """Return the condition that a row belongs to one of the person's schools, or to none."""
    path = way_to_school(model)
    if not path:
        return Q()
    return Q(**{f"{path}__in": schools_of(person)}) | Q(**{f"{path}__isnull": True})


def told_of(row: models.Model) -> Iterator[tuple[models.Field, Any]]:
    """Yield the fields of a row with their values, without keys of its own and without other people."""
    for field in row._meta.concrete_fields:
        if field.primary_key or (field.is_relation and field.related_model is User):
            continue
        yield field, getattr(row, field.attname)
