"""Rows by the keys that steps keep.

A reference is a natural key (``2133078101-P03``), or ``@3`` for what step 3 of the same plan makes,
``@3/2`` for the second of what it makes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.actions.arguments import Argument, Kind
from governance.actions.kept_rows import KeptRows
from governance.domain.rights import is_public
from governance.domain.standing import states_on
from governance.models import LeadingGroup, PartyOrganization
from schools.fresh_rows import rows_by_key, rows_where
from schools.models import Person, School, Unit

MODELS: dict[Kind, type[models.Model]] = {
    Kind.ORGANIZATION: PartyOrganization,
    Kind.UNIT: Unit,
    Kind.PERSON: Person,
    Kind.SCHOOL: School,
    Kind.GROUP: LeadingGroup,
}
#: Register numbers are ``<code>-<letter><serial>``: the letter tells what bears the number.
_LETTERS = {"P": Kind.ORGANIZATION, "U": Kind.UNIT, "G": Kind.GROUP}
#: What has posts; no two of them share a number.
_BODIES = (Kind.ORGANIZATION, Kind.UNIT, Kind.GROUP, Kind.SCHOOL)
#: What belongs to a school and has a register number.
_OWNED = frozenset({Kind.ORGANIZATION, Kind.UNIT, Kind.PERSON, Kind.GROUP})
_OWN_NUMBERED = "school_id = %s AND number = ANY(%s)"
_NUMBERED = frozenset(MODELS[kind] for kind in _OWNED)


class Unresolved(ValidationError):
    """A reference leads to no row the reader may see."""


def kind_of_number(number: str) -> Kind:
    """Return what bears the register ``number``: a school's code has no letter."""
    _code, dash, rest = number.partition("-")
    return _LETTERS.get(rest[:1], Kind.SCHOOL) if dash else Kind.SCHOOL


def reference_to(row: models.Model, made: Mapping[str, str] | None = None) -> str:
    """Return how a step refers to ``row``; ``made`` maps register numbers to ``@`` references."""
    key = ":".join(str(part) for part in row.natural_key())
    return (made or {}).get(key, key)


class Resolver:
    """Finds rows for one reader, remembering what the steps before have made."""

    def __init__(self, user: Any, school: School):
        self.user = user
        self.school = school
        self._made: dict[str, tuple[type[models.Model], int]] = {}
        self._newest: dict[type[models.Model], int] = {}
        self._kept: KeptRows | None = None

    @contextmanager
    def keeping(self, references: Iterable[tuple[Kind, str]], on: date) -> Iterator[KeptRows]:
        """Read the school's rows among ``references`` at once; inside the block each is read only once.

        What stands above them comes with them, and the states of organisations on the day ``on``. The
        school's lock is held, and who writes a row has the kept rows forget it.
        """
        self._kept = KeptRows()
        numbers = defaultdict(set)
        for kind, number in references:
            numbers[kind_of_number(number) if kind == Kind.BODY else kind].add(number)
        for kind in numbers.keys() & _OWNED:
            self._keep_at_once(MODELS[kind], sorted(numbers[kind]), on)
        try:
            yield self._kept
        finally:
            self._kept = None

    def _keep_at_once(self, model: type[models.Model], numbers: list[str], on: date) -> None:
        rows = {row.pk: row for row in rows_where(model, _OWN_NUMBERED, [self.school.pk, numbers])}
        above = {getattr(row, "parent_id", None) for row in rows.values()} - rows.keys() - {None}
        rows |= rows_by_key(model, above) if above else {}
        states = states_on(rows.values(), on) if rows and model is PartyOrganization else {}
        self._kept.keep(rows.values(), on=on, states=states)

    def watch(self) -> None:
        """Note what is there: only what comes after it is made by steps."""
        for model in (PartyOrganization, Unit, LeadingGroup):
            self._newest[model] = model._base_manager.aggregate(newest=Max("pk"))["newest"] or 0

    def remember(self, key: int, result: Any) -> None:
        """Note what step ``key`` made: ``@key`` is the row, or the first of several.

        A row that was there before keeps its number: a later step must not hang on this one for it.
        """
        rows = result if isinstance(result, list | tuple) else (result,)
        new = (row for row in rows if isinstance(row, models.Model) and self._is_new(row))
        for nth, row in enumerate(new, 1):
            self._made.setdefault(f"@{key}", (type(row), row.pk))
            self._made[f"@{key}/{nth}"] = (type(row), row.pk)

    def _is_new(self, row: models.Model) -> bool:
        return row.pk > self._newest.get(type(row), 0)

    def made(self) -> dict[str, str]:
        """Return the register numbers of what was made so far, with the references to them."""
        numbers = {}
        for model in (MODELS[kind] for kind in _OWNED):
            keys = {pk for made, pk in self._made.values() if made is model}
            rows = model._base_manager.filter(pk__in=keys) if keys else model._base_manager.none()
            numbers |= {(model, pk): number for pk, number in rows.values_list("pk", "number")}
        found: dict[str, str] = {}
        for reference, key in self._made.items():
            if key in numbers:
                found.setdefault(numbers[key], reference)
        return found

    def resolve(self, argument: Argument, value: Any) -> Any:
        """Return the row, or the tuple of rows, that ``value`` refers to.

        Raises:
            Unresolved: naming the argument, if the reader may not see such a row.

        """
        if argument.many:
            return tuple(self._one(argument, one) for one in _listed(value))
        return None if value in (None, "") else self._one(argument, value)

    def _one(self, argument: Argument, value: str) -> models.Model:
        if value.startswith("@"):
            return self._made_row(argument, value)
        kinds = _BODIES if argument.kind == Kind.BODY else (argument.kind,)
        row = next((row for kind in kinds if (row := self._row(MODELS[kind], value)) is not None), None)
        if row is None:
            raise Unresolved(
                _("“{label}”所选的内容（{value}）不存在，或者不在您的管理范围内。").format(
                    label=argument.label, value=value
                )
            )
        return row

    def _row(self, model: type[models.Model], value: str) -> models.Model | None:
        row = self._kept.find(model, value) if self._kept is not None else None
        if row is None:
            row = self._read(model, value)
        if row is None:
            return None
        if self._is_own(row):
            if row != self.school:
                row.school = self.school  # spares every operation the question whose it is
            return row
        if is_public(row, self.school.jurisdiction):
            return row
        return row if model.objects.visible_to(self.user).filter(pk=row.pk).exists() else None

    def _read(self, model: type[models.Model], value: str) -> models.Model | None:
        try:
            row = _found(model, value)
        except (model.DoesNotExist, ValueError, TypeError):
            return None
        if row is None:
            return None
        if self._kept is not None and self._is_own(row):
            self._kept.keep([row])
        return row

    def _is_own(self, row: models.Model) -> bool:
        """Tell whether the row belongs to the school, which the reader was found to see before."""
        return self.school.pk in (getattr(row, "school_id", None), row.pk if row == self.school else None)

    def _made_row(self, argument: Argument, value: str) -> models.Model:
        known = self._made.get(value)
        row = known[0]._base_manager.filter(pk=known[1]).first() if known else None
        if row is None:
            message = _("“{label}”要用另一步新设的，那一步已经删去、排在后面或者不能完成。")
            raise Unresolved(message.format(label=argument.label))
        return row


def _found(model: type[models.Model], value: str) -> models.Model | None:
    """Return the row that bears the register number, of others the one with the natural key."""
    if model in _NUMBERED:
        return next(iter(rows_where(model, "number = %s", [value])), None)
    return model.objects.get_by_natural_key(*value.split(":"))


def _listed(value: Any) -> Iterable[str]:
    if value in (None, ""):
        return ()
    return [value] if isinstance(value, str) else value
