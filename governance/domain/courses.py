"""Who may do what with something in which state, and where it stands afterwards: one table each.

A table is data; whatever shows a button, refuses a request or writes a record asks the same one, and a
test walks through every state, action and kind of visitor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import (
    Allowed,
    Denied,
    Verdict,
    may_approve,
    may_edit,
    may_edit_jurisdiction,
    may_review,
)


class Who(StrEnum):
    """Whom an action belongs to."""

    SCHOOL = "school"  # who edits the school
    ABOVE = "above"  # who decides for the organisation above the school
    REVIEW = "review"  # who looks into it above the school, and decides nothing
    OFFICE = "office"  # who acts for the jurisdiction itself
    ANYBODY = "anybody"  # everybody who sees it
    REGISTER = "register"  # the register itself


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a table: from these states, by these people, to that state (None: it stays)."""

    states: frozenset[str]
    who: frozenset[Who]
    to: str | None = None


def by(*who: Who) -> frozenset[Who]:
    """Return the people, to be read in a line of a table."""
    return frozenset(who)


@dataclass(frozen=True)
class Course:
    """The table of one noun.

    Args:
        noun: what people call it, as a lazy translation.
        states: its states.
        actions: what is done with it.
        table: a line for each action.

    Rows have a ``state``, and a ``school`` or a ``jurisdiction`` where the table speaks of those.

    """

    noun: Any
    states: type[TextChoices]
    actions: type[TextChoices]
    table: Mapping[str, Move]

    def may(self, user: User | None, row: Model, action: str) -> Verdict:
        """Tell whether ``user`` may do this with the row as it stands; None is the register itself."""
        move = self.table[action]
        if row.state not in move.states:
            return Denied(
                _("{noun}现在是“{state}”，不能{action}。").format(
                    noun=self.noun, state=self.states(row.state).label, action=self.actions(action).label
                )
            )
        return _belongs(user, row, move.who, self.noun)

    def open_to(self, user: User, row: Model) -> list[str]:
        """Return what the user may do with the row now, in the order of the table."""
        return [action for action in self.table if self.may(user, row, action)]


def _belongs(user: User | None, row: Model, who: frozenset[Who], noun: Any) -> Verdict:
    if user is None:
        return Allowed() if Who.REGISTER in who else Denied(_("这一步需要有人办理。"))
    verdicts = []
    if Who.ANYBODY in who:
        # what nobody has touched yet is on no record: whoever sees its school may be the first
        known = row if row.pk else row.school
        seen = type(known)._default_manager.visible_to(user).filter(pk=known.pk).exists()
        unseen = Denied(_("{noun}不存在，或者不在您的管理范围内。").format(noun=noun))
        verdicts.append(Allowed() if seen else unseen)
    if Who.SCHOOL in who:
        verdicts.append(may_edit(user, row.school))
    if Who.ABOVE in who:
        verdicts.append(may_approve(user, row.school))
    if Who.REVIEW in who:
        verdicts.append(may_review(user, row.school))
    if Who.OFFICE in who:
        verdicts.append(may_edit_jurisdiction(user, row.jurisdiction))
    return next((v for v in verdicts if v), verdicts[0] if verdicts else Denied(_("由系统自动办理。")))
