"""What the page of one change shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import may_see_people
from governance.history.events import RowChange, changes_under
from governance.history.undoings import standing_undoings
from governance.models import ChangeSet
from governance.presentation.change_words import OF_PEOPLE, RowLine, row_lines
from governance.presentation.operation_names import operation_name
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence

PEOPLE_KINDS = frozenset(model._meta.model_name for model in OF_PEOPLE)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that a change caused or cured; ``sentence`` is empty for those who may not read names."""

    rule: str
    name: str
    subject: str
    sentence: str
    severity: str


class ChangePage:
    """One change set as one user may see it."""

    def __init__(self, change: ChangeSet, user: User, on: date, *, shows_hidden: bool = False):
        self.change, self.user, self.on, self.shows_hidden = change, user, on, shows_hidden

    @cached_property
    def sees_people(self) -> bool:
        """Whether the user works with the names of members."""
        return sees_people(self.change, self.user)

    @property
    def summary(self) -> str:
        """What was done, in a sentence."""
        return summary_for(self.change, self.user)

    @property
    def operation(self) -> str:
        """What people call the operation."""
        return operation_name(self.change.operation)

    @property
    def parts(self) -> list[str]:
        """What was done one after the other, if the change has several operations."""
        return self.change.told_parts if self.sees_people else []

    @cached_property
    def _rows(self) -> list[RowChange]:
        return changes_under(self.change.key)

    @cached_property
    def rows(self) -> list[RowLine]:
        """Every row before and after; those of people only for users who may see them."""
        shown = (row for row in self._rows if self.sees_people or row.model not in OF_PEOPLE)
        return row_lines(shown, shows_hidden=self.shows_hidden)

    @property
    def has_masks(self) -> bool:
        """Whether a value is masked unless somebody says why he has to see it."""
        return any(value.is_hidden for row in self.rows for value in row.values)

    @property
    def hidden(self) -> int:
        """How many rows of people the user does not see."""
        return 0 if self.sees_people else sum(row.model in OF_PEOPLE for row in self._rows)

    @cached_property
    def caused(self) -> list[Told]:
        """The findings it caused."""
        return [self._told(judgement) for judgement in self.change.caused]

    @cached_property
    def cured(self) -> list[Told]:
        """The findings it cured."""
        return [self._told(judgement) for judgement in self.change.cured]

    @cached_property
    def undone_by(self) -> ChangeSet | None:
        """The change that took it back, if there is one."""
        return ChangeSet.objects.filter(undoes=self.change).first()

    @cached_property
    def is_undone(self) -> bool:
        """Whether the change does not stand: it was taken back, and that has not been taken back."""
        return self.undone_by is not None and self.change.pk in standing_undoings([self.change.pk])

    def _told(self, j: dict[str, Any]) -> Told:
        known = all_rules().get(j["rule"])
        text = sentence(j["rule"], j["variant"], j["evidence"]) if known and self.sees_people else ""
        return Told(j["rule"], known.name if known else "", j["subject"], text, j["severity"])


def sees_people(change: ChangeSet, user: User) -> bool:
    """Tell whether the user may read the names of members in the change."""
    place = change.school or change.jurisdiction
    return bool(place and may_see_people(user, place))


def summary_for(change: ChangeSet, user: User) -> str:
    """Return the sentence of a change; of a change about members, others read only what kind it was."""
    about_people = any(row.get("kind") in PEOPLE_KINDS for row in change.details)
    if about_people and not sees_people(change, user):
        return operation_name(change.operation)
    return change.told
