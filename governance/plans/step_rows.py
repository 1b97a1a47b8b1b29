"""The steps of a plan as people read them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from governance.actions.action import Action
from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue import all_actions
from governance.actions.references import MODELS

#: A step tells what it does to people by their number; who may see the list of members reads the names.
_UNSAID = {Kind.PERSON, Kind.BRANCHES}
#: Whatever has posts.
_BODIES = (Kind.ORGANIZATION, Kind.UNIT, Kind.GROUP, Kind.SCHOOL)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its place, what it is called, what it does, and what stands in its way."""

    nth: int
    key: int
    label: str
    sentence: str
    problem: str
    is_first: bool
    is_last: bool


def step_rows(steps: Collection[Mapping[str, Any]], user: User, *, sees_people: bool) -> list[StepRow]:
    """Return the steps of an outcome as rows.

    Args:
        steps: each with key, operation, arguments, summary and problem.
        user: the reader; what he may not see is called by the number the step has for it.
        sees_people: whether the reader may see lists of members; to others people are counted, and what
            stands in the way of a step is not spelled out: the reasons name people.

    """
    names = _Names(steps, user, sees_people)
    return [
        StepRow(
            nth,
            step["key"],
            _label(step["operation"]),
            _summary(step) or names.sentence(step),
            _problem(step["problem"], sees_people),
            nth == 1,
            nth == len(steps),
        )
        for nth, step in enumerate(steps, 1)
    ]


def _summary(step: Mapping[str, Any]) -> str:
    """Return what was done, for who reads the language it was kept in."""
    return step["summary"] if get_language() in (None, settings.LANGUAGE_CODE) else ""


def _label(operation: str) -> str:
    action = all_actions().get(operation)
    return str(action.label) if action else operation


def _problem(text: str, sees_people: bool) -> str:
    return text if sees_people or not text else _("这一步现在不能完成，原因由学校管理员查看。")


class _Names:
    """What the references of the steps are called."""

    def __init__(self, steps: Collection[Mapping[str, Any]], user: User, sees_people: bool):
        self.sees_people = sees_people
        self.places = {step["key"]: nth for nth, step in enumerate(steps, 1)}
        self.names = _names_of((step for step in steps if not _summary(step)), user)

    def sentence(self, step: Mapping[str, Any]) -> str:
        """Return what a step is told, where nothing has been done yet that could be summed up."""
        action = all_actions().get(step["operation"])
        said = (self._said(one, step["arguments"].get(one.name)) for one in _arguments(action))
        return _("；").join(text for text in said if text)

    def _said(self, argument: Argument, value: Any) -> str:
        if value in (None, "", []):
            return ""
        values = value if isinstance(value, list) else [value]
        if argument.kind in _UNSAID and not self.sees_people:
            text = _("{n}项").format(n=len(values))
        else:
            text = _("、").join(self._one(argument, one) for one in values)
        return _("{label}：{value}").format(label=argument.label, value=text)

    def _one(self, argument: Argument, value: Any) -> str:
        if argument.kind == Kind.BRANCHES:
            return str(value.get("full_name", ""))
        if argument.kind == Kind.CHOICE and argument.choices and value in argument.choices.values:
            return str(argument.choices(value).label)
        if argument.kind == Kind.FLAG:
            return _("是") if value else _("否")
        if argument.is_row and str(value).startswith("@"):
            return self._made(str(value))
        return self.names.get(str(value), str(value))

    def _made(self, reference: str) -> str:
        key = reference[1:].partition("/")[0]
        place = self.places.get(int(key)) if key.isdecimal() else None
        return _("第{n}步新设的").format(n=place) if place else _("已经删去的步骤所设的")


def _arguments(action: Action | None) -> tuple[Argument, ...]:
    return action.arguments if action else ()


def _names_of(steps: Iterable[Mapping[str, Any]], user: User) -> dict[str, str]:
    """Return what rows are called by their numbers, in one query for each kind."""
    wanted: dict[Kind, set[str]] = {}
    for step in steps:
        for argument in _arguments(all_actions().get(step["operation"])):
            value = step["arguments"].get(argument.name)
            for number in value if isinstance(value, list) else [value]:
                if argument.is_row and isinstance(number, str) and not number.startswith("@"):
                    wanted.setdefault(argument.kind, set()).add(number)
    return {number: name for kind, numbers in wanted.items() for number, name in _rows(kind, numbers, user)}


def _rows(kind: Kind, numbers: Collection[str], user: User) -> list[tuple[str, str]]:
    if kind == Kind.BODY:
        return [pair for one in _BODIES for pair in _rows(one, numbers, user)]
    key = "code" if kind == Kind.SCHOOL else "number"
    rows = MODELS[kind].objects.visible_to(user).filter(**{f"{key}__in": numbers})
    return [(getattr(row, key), str(row)) for row in rows]
