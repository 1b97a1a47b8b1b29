"""Everything on the register, to compare before and after an act."""

from typing import Any

from django.apps import apps

from governance.models import (
    ChangeSet,
    Finding,
    FindingSpell,
    OrganizationStatus,
    RightsRestriction,
    SchoolCheck,
    SchoolFigures,
)
from schools.history import event_models
from schools.models import School

#: Written by the door itself, or kept out of the log on purpose.
UNLOGGED = (
    ChangeSet,
    Finding,
    FindingSpell,
    SchoolCheck,
    SchoolFigures,
    OrganizationStatus,
    RightsRestriction,
)
#: The door's own columns, and the numbers of the trees.
SILENT = {"version", "lft", "rght", "tree_id", "depth"}


def register() -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row of the register by kind and number."""
    kinds = {m for label in ("schools", "governance") for m in apps.get_app_config(label).get_models()}
    found = {}
    for model in kinds - set(event_models()):
        columns = [f.attname for f in model._meta.concrete_fields if f.name not in SILENT]
        for row in () if model in UNLOGGED else model._base_manager.all():
            number = ":".join(str(part) for part in row.natural_key() if part is not None)
            values = {column: getattr(row, column) for column in columns}
            if model.__name__ in ("Unit", "Jurisdiction"):
                del values["level"]
            found[model._meta.model_name, number] = values
    return found


def recorded() -> tuple[int, int, dict[int, int]]:
    """Return what a refused act must not change beside the register itself."""
    versions = dict(School.objects.values_list("pk", "version"))
    return ChangeSet.objects.count(), Finding.objects.count(), versions
