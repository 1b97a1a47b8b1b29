"""How rows and people are named in answers. Whatever is sent of a person is sent from here."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from accounts.models import User
from privacy.masking import hidden_names
from privacy.rights import sees_values
from schools.models import Jurisdiction, Person, School


class SchoolRef(Schema):
    """A school, as others refer to it."""

    code: str
    name: str


class AreaRef(Schema):
    """A division, as others refer to it."""

    code: str
    name: str


class BodyRef(Schema):
    """An organisation, a unit or a leading group, as others refer to it."""

    number: str
    name: str


class PersonRef(Schema):
    """A person, as others refer to it."""

    number: str
    name: str


def school_ref(school: School | None) -> dict[str, str] | None:
    """Return how a school is named."""
    return None if school is None else {"code": school.code, "name": school.name}


def area_ref(area: Jurisdiction | None) -> dict[str, str] | None:
    """Return how a division is named."""
    return None if area is None else {"code": area.code, "name": area.name}


def body_ref(body: Any) -> dict[str, str] | None:
    """Return how a body is named; of the school itself the code is its number."""
    if body is None:
        return None
    return {"number": body.code if isinstance(body, School) else body.number, "name": str(body)}


def person_ref(person: Person | None) -> dict[str, str] | None:
    """Return how a person is named: the one place where a name goes out."""
    return None if person is None else {"number": person.number, "name": person.name}


class UserRef(Schema):
    """Whoever signs in here, as others refer to him."""

    id: int
    name: str


def user_ref(user: User | None) -> dict[str, Any] | None:
    """Return how a user is named: as on the pages, where his work stands under this name."""
    return None if user is None else {"id": user.pk, "name": str(user)}


class PersonOut(Schema):
    """A person of a school's register."""

    number: str
    name: str
    school: SchoolRef
    staff_number: str | None
    political_status: str
    joined_on: date | None
    full_on: date | None
    is_demo: bool
    masked: list[str] = Field(description="fields that are null because only who keeps the file reads them")


def person_out(person: Person, user: User, *, is_listed: bool = False) -> dict[str, Any]:
    """Return what is sent of a person to those who may see lists of people.

    What pages mask goes to who keeps the file, one person at a time, as the forms of the desk show it; a page
    asks others for the reason, which a program cannot give, and whoever takes many what for.
    """
    hidden = () if sees_values(user, person.school) and not is_listed else hidden_names(Person)
    fields = ("staff_number", "political_status", "joined_on", "full_on", "is_demo")
    return {
        **(person_ref(person) or {}),
        "school": school_ref(person.school),
        **{name: None if name in hidden else getattr(person, name) for name in fields},
        "masked": [name for name in fields if name in hidden],
    }
