"""What the parts of a request look like: codes, numbers, days."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from governance.views.days import FARTHEST, FIRST


def _day(value: Any) -> date:
    """Return the day written as 2026-03-01; the library would take numbers for days as well.

    Raises:
        ValueError: with the sentence that says what is wrong.

    """
    if isinstance(value, date):
        return value
    try:
        day = (
            date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-03-01") else None
        )
    except ValueError:
        day = None
    if day is None:
        raise ValueError(_("应当是日期，写成2026-03-01这样的形式。"))
    if not FIRST <= day <= timezone.localdate() + FARTHEST:
        raise ValueError(_("日期太远。"))
    return day


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema(
        {"type": "string", "format": "date", "description": "a day from 1949-10-01 to twenty years from now"}
    ),
]
_SCHOOL, _RULE = "[0-9]{10}", "[A-Z]{2,4}-[0-9]{3}"
#: Of another length they are well-formed and name nothing.
SchoolCode = Annotated[str, Field(pattern=r"^[0-9]{1,12}$", description="标识码: the ten digits of a school")]
AreaCode = Annotated[str, Field(pattern=r"^[0-9]{1,12}$", description="the six digits of a division")]
#: Where a filter may be left out.
SomeSchool = Annotated[
    str, Field(pattern=rf"^({_SCHOOL})?$", description="only of the school with this code")
]
SomeArea = Annotated[
    str, Field(pattern=r"^([0-9]{6})?$", description="only in the division with this code, and below it")
]
SomeRule = Annotated[str, Field(pattern=rf"^({_RULE})?$", description="only of the rule with this code")]
#: In bodies, where what is named has to be written whole.
RuleCode = Annotated[str, Field(pattern=f"^{_RULE}$")]
TenDigits = Annotated[str, Field(pattern=f"^{_SCHOOL}$")]
Number = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z-]{1,24}$", description="登记号: the register number, such as 2133078101-P03"),
]
Key = Annotated[int, Field(ge=0, le=2**63 - 1)]


class Sent(Schema):
    """Base of what is sent as a body: nothing that is not asked for, and every value of its own kind."""

    model_config = ConfigDict(extra="forbid", strict=True)


def today() -> date:
    """Return the day of the reader."""
    return timezone.localdate()
