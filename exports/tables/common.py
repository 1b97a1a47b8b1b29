"""Columns and filters that many tables have."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from exports.tables.table import Column, field


def place_columns(school: str = "school", jurisdiction: str = "") -> tuple[Column, ...]:
    """Return jurisdiction, code and name of the school a row belongs to.

    Args:
        school: the path from a row to its school; "" where the row is one.
        jurisdiction: the path to the jurisdiction of rows that belong to no school.

    """
    up = f"{school}__" if school else ""
    place, own = field(f"{up}jurisdiction__name"), field(f"{jurisdiction}__name") if jurisdiction else None

    def where(row: Any) -> str | None:
        return place(row) or (own(row) if own else None)

    return (
        Column("place", _("行政区划"), where, 12),
        Column("school_code", _("学校标识码"), field(f"{up}code"), 13),
        Column("school", _("学校"), field(f"{up}name"), 26),
    )
