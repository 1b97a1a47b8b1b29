"""Findings of a day: those that stand now, or those that stood on a past day, as they were then.

Both kinds of rows have ``school``, ``rule`` and ``severity``, so that every count and every list is asked
in the same words.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from governance.models import Finding, FindingSpell


def standing(on: date | None) -> QuerySet:
    """Return the findings that stand now for None, else the spells that stood on ``on``; no waived ones."""
    return Finding.objects.open() if on is None else FindingSpell.objects.standing(on)


def waived(on: date | None) -> QuerySet:
    """Return the findings that are waived now for None, else the spells that were waived on ``on``."""
    return Finding.objects.waived() if on is None else FindingSpell.objects.waived(on)


def failing(on: date | None) -> QuerySet:
    """Return what fails, waived or not: the findings of now for None, else the spells of ``on``."""
    return Finding.objects.filter(closed_on=None) if on is None else FindingSpell.objects.as_of(on)


def about(on: date | None, **conditions: object) -> Q:
    """Return a condition on the finding behind a row of ``standing(on)``."""
    prefix = "" if on is None else "finding__"
    return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})


def with_finding(rows: QuerySet, *related: str) -> QuerySet:
    """Return the rows together with what a list shows of them: the finding, and ``related`` of the school."""
    wanted = ["__".join(("school", name)) for name in related] or ["school"]
    return rows.select_related(*wanted) if rows.model is Finding else rows.select_related("finding", *wanted)


def findings_of(rows: Iterable[Finding | FindingSpell]) -> list[Finding]:
    """Return the findings behind the rows; those of a past day have the school and severity of then.

    Their sentence is made from what was found last.
    """
    return [as_it_was(row) if isinstance(row, FindingSpell) else row for row in rows]


def as_it_was(spell: FindingSpell) -> Finding:
    """Return the finding as it stood during the spell."""
    finding = spell.finding
    finding.school = spell.school
    finding.severity, finding.is_waived = spell.severity, spell.is_waived
    return finding
