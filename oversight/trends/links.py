"""Numbers that lead to the list they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from oversight.trends.steps import Step
from schools.models import Jurisdiction, School

Place = Jurisdiction | School


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the list behind it; ``beside`` is said in small print."""

    value: int
    url: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its name, perhaps a page of its own, and its numbers."""

    name: str
    cells: tuple[Cell, ...]
    url: str = ""
    tone: str = ""


def list_url(place: Place, route: str, kept: Mapping[str, str], **asked: object) -> str:
    """Return the address of a list of the place, with what was asked of the page and ``asked``."""
    of_school = isinstance(place, School)
    name = f"oversight:{'school' if of_school else 'jurisdiction'}_{route}"
    wanted = {**kept, **{key: str(value) for key, value in asked.items() if value not in ("", None)}}
    return f"{reverse(name, args=[place.code])}?{urlencode(wanted)}"


def cells(
    place: Place,
    kept: Mapping[str, str],
    kind: str,
    steps: Iterable[Step],
    counts: Iterable[int],
    **asked: str,
) -> tuple[Cell, ...]:
    """Return the counts of findings with their lists, step by step."""
    return tuple(
        Cell(n, list_url(place, "trend_findings", kept, kind=kind, begin=step.first, end=step.end, **asked))
        for step, n in zip(steps, counts, strict=True)
    )
