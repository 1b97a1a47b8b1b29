"""Every address there is: those of the doors, and those of each noun of the desk."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse

from tests.governance.views.test_doors import DOORS, WRITING

#: Routes whose doors are knocked at by POST, or that take one besides.
POSTING = sorted({name for name, door in DOORS.items() if door.method == "post"} | WRITING)


def doors(place: dict[str, Any]) -> dict[str, str]:
    """Return the address of every route by its name, with what is asked of it where it needs to be asked."""
    return {route: _address(route, place) for route in DOORS}


def _address(route: str, place: dict[str, Any]) -> str:
    door = DOORS[route]
    address = reverse(route, args=[place[argument] for argument in door.arguments])
    return f"{address}?{urlencode(door.data)}" if door.method == "get" and door.data else address


def desk(place: dict[str, Any]) -> dict[str, str]:
    """Return the addresses of every noun of the desk, those of a row where there is one."""
    school, _county = place["rows"]
    return dict(_desk(school))


def _desk(school: Any) -> Iterator[tuple[str, str]]:
    yield "admin:jsi18n", reverse("admin:jsi18n")
    yield "admin:login", reverse("admin:login")
    for app in sorted({model._meta.app_label for model in admin.site._registry}):
        yield f"admin:{app}", reverse("admin:app_list", args=[app])
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield f"{name}_changelist", reverse(f"{name}_changelist")
        yield f"{name}_add", f"{reverse(f'{name}_add')}?school={school.pk}"
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            for page in ("change", "history", "delete"):
                yield f"{name}_{page}", reverse(f"{name}_{page}", args=[row.pk])


def every(place: dict[str, Any]) -> dict[str, str]:
    """Return all of them."""
    return doors(place) | desk(place)


def read(answer: Any) -> bytes:
    """Return what was answered, files too."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
