"""A dated row ends."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.domain.editing import save_checked
from governance.domain.operation import Change, require
from governance.domain.record import snapshot
from schools.periods import open_period


def end_dated(row: Any, on: date, change: Change, **fields: Any) -> None:
    """End a dated row on ``on`` and set ``fields``; one that began the same day is taken out.

    Raises:
        ValidationError: if the row has ended already or begins later.

    """
    require(row.ends_on is None or row.ends_on > on, _("{row}已于{end}结束。"), row=row, end=row.ends_on)
    require(row.starts_on <= on, _("{row}从{start}才开始，不能更早结束。"), row=row, start=row.starts_on)
    if row.starts_on == on:
        change.removed(row)
        row.delete()
        return
    before = snapshot(row)
    row.period = open_period(row.starts_on, on)
    for name, value in fields.items():
        setattr(row, name, value)
    save_checked(row)
    change.altered(row, before)
