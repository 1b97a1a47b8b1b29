"""Values nobody may see without saying why, and where they are looked for."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from privacy.masking import hidden_names
from schools.models import Person
from tests import factories
from tests.governance.views.test_doors import DOORS
from tests.pdf import pdf_pages
from tests.security.matrix.commands import EXPORTS
from tests.security.matrix.visitors import World

#: Files that are the register itself, to be read again by ``loaddata``, or the copy for the person: who takes
#: them says what for, and every value is in them. Without a purpose they are a page, which is looked at.
WHOLE = frozenset(
    {
        "governance:school_export",
        "governance:jurisdiction_export",
        "intake:school_roster_xlsx",
        "intake:jurisdiction_roster_xlsx",
        "privacy:person_file",
    }
)
#: Forms of the desk, and one answer of the API, on which values stand for who keeps them.
KEPT = {
    "desk schools_person one": ("administrator", "superuser"),
    "desk accounts_user one": ("superuser",),
    "interface:person_read": ("administrator", "superuser"),
}


class Canaries:
    """Twenty values in every field that is masked: days that are nowhere else, numbers, addresses."""

    def __init__(self, world: World):
        school, _county = world.place["rows"]
        second = factories.employ(factories.person(school)).person
        factories.unit_membership(school.units.first(), second)
        self.people = [Person.objects.filter(school=school).order_by("pk")[0], second]
        self.words: list[str] = []
        self.days: list[date] = []
        for nth, person in enumerate(self.people):
            self._hide(person, nth)
        self.users = list(User.objects.order_by("pk")[:6])
        for nth, user in enumerate(self.users):
            address = f"canary-{nth}@birds.example"
            User.objects.filter(pk=user.pk).update(email=address)
            self.words.append(address)

    def _hide(self, person: Person, nth: int) -> None:
        values: dict[str, Any] = {}
        for order, name in enumerate(hidden_names(Person)):
            if name == "staff_number":
                values[name] = f"KANARIE{nth}X"
                self.words.append(values[name])
            else:
                # the days of death and retirement lie ahead, so that the person stays what he is
                values[name] = date((2091 if name in _AHEAD else 1951) + order + 7 * nth, 3 + nth, 17)
                self.days.append(values[name])
        Person.objects.filter(pk=person.pk).update(**values)

    def __len__(self) -> int:
        return len(self.words) + len(self.days)

    def named(self, text: str) -> bool:
        """Tell whether the text is about one of the people whose values are hidden."""
        return any(person.number in text or person.name in text for person in self.people)

    def found(self, text: str) -> list[str]:
        """Return the canaries in the text, days however they are written."""
        written = {form: day for day in self.days for form in _forms(day)}
        return sorted(
            {w for w in self.words if w in text} | {str(d) for f, d in written.items() if f in text}
        )


_AHEAD = ("party_left_on", "retired_on", "died_on", "probation_extended_until")


def _forms(day: date) -> tuple[str, ...]:
    return (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    )


def text_of(answer: Any) -> str:
    """Return what can be read in an answer: of a page, a drawing, a document, a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = f"{answer.headers} "
    if body.startswith(b"%PDF-") and b"%%EOF" in body[-64:]:  # evidence of the tests only begins like one
        return head + "".join(pdf_pages(body))
    if body.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(body)) as parts:
            return head + "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    return head + body.decode("utf-8", "ignore")


def addresses(world: World) -> dict[str, tuple[str, dict[str, str] | None]]:
    """Return what is asked, by name: every page by GET, and every file with a purpose."""
    found: dict[str, tuple[str, dict[str, str] | None]] = {}
    for route, door in DOORS.items():
        path = reverse(route, args=[world.place[argument] for argument in door.arguments])
        if door.method == "get":
            found[route] = (f"{path}?{urlencode(door.data)}" if door.data else path, None)
        if route in EXPORTS - WHOLE and not route.startswith(("audit:", "oversight:calendar")):
            found[f"{route} with a purpose"] = (path, {"purpose": "work"})
    for model, desk in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        found[f"desk {name}"] = (reverse(f"admin:{name}_changelist"), None)
        if row := model._base_manager.order_by("pk").first():
            found[f"desk {name} one"] = (reverse(f"admin:{name}_change", args=[row.pk]), None)
        if desk.has_view_permission is not None and name == "schools_person":
            found[f"desk {name} sorted"] = (f"{reverse(f'admin:{name}_changelist')}?o=2&q=KANARIE", None)
    return found


def asked(client: Client, address: str, data: dict[str, str] | None) -> tuple[int, str]:
    """Return status and text of the answer; what was written is taken back."""
    with transaction.atomic():
        answer = client.post(address, data) if data else client.get(address)
        text = text_of(answer)
        transaction.set_rollback(True)
    return answer.status_code, text.replace("q=KANARIE", "").replace('value="KANARIE"', "")


def is_kept(name: str, role: str) -> bool:
    """Tell whether the page is one on which the role keeps the values."""
    return role in KEPT.get(name, ())
