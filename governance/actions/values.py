"""From the JSON that a step keeps, or a form sends, to what an operation takes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.actions.action import Action
from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue.reshaping import DUTIES
from governance.actions.references import Resolver
from governance.choices import Duty
from governance.domain.new_branches import NewBranch
from schools.models import Person


def values_of(action: Action, arguments: Mapping[str, Any], resolver: Resolver) -> dict[str, Any]:
    """Return the keywords of the action's operation; what is empty is left out.

    Raises:
        ValidationError: naming the argument that is missing or none of its kind.

    """
    found = {}
    for argument in action.arguments:
        value = arguments.get(argument.name)
        if value not in (None, "", []):
            found[argument.name] = value_of(argument, value, resolver)
        elif argument.required:
            raise ValidationError(_("请填写“{label}”。").format(label=argument.label))
    return found


def value_of(argument: Argument, value: Any, resolver: Resolver) -> Any:
    """Return what the operation takes for the JSON ``value``.

    Raises:
        ValidationError: naming the argument, if the value is none of its kind.

    """
    if argument.is_row:
        return resolver.resolve(argument, value)
    if argument.kind == Kind.BRANCHES:
        return tuple(_branch(part, resolver) for part in value)
    try:
        return tuple(_plain(argument, one) for one in value) if argument.many else _plain(argument, value)
    except (TypeError, ValueError) as problem:
        raise ValidationError(
            _("“{label}”的内容“{value}”无法识别。").format(label=argument.label, value=value)
        ) from problem


def _plain(argument: Argument, value: Any) -> Any:
    match argument.kind:
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.NUMBER:
            return int(value)
        case Kind.FLAG:
            return bool(value)
        case Kind.CHOICE:
            return argument.choices(value)
        case _:
            return str(value)


_UNITS = Argument("host_units", Kind.UNIT, gettext_lazy("依托单元"), many=True)
_PEOPLE = Argument("members", Kind.PERSON, gettext_lazy("党员"), many=True)
_GROUPS = Argument("groups", Kind.ORGANIZATION, gettext_lazy("党小组"), many=True)
_MEMBER = Argument("member", Kind.PERSON, gettext_lazy("委员"))
_SECRETARY = Argument("secretary", Kind.PERSON, gettext_lazy("书记"))

#: What a branch to be founded names, by its own names.
_BRANCH_ROWS = {
    "secretary": _SECRETARY,
    "host_units": _UNITS,
    "members": _PEOPLE,
    "deputies": _PEOPLE,
    "groups": _GROUPS,
    **dict.fromkeys(DUTIES, _MEMBER),
}


def references_in(action: Action, arguments: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """Yield the references among the arguments, with what each is to be; some may lead nowhere."""
    for argument in action.arguments:
        value = arguments.get(argument.name)
        if argument.is_row:
            yield from _referred(argument, value)
        elif argument.kind == Kind.BRANCHES:
            for part in value or ():
                for name, inner in _BRANCH_ROWS.items():
                    yield from _referred(inner, part.get(name))


def _referred(argument: Argument, value: Any) -> Iterator[tuple[Kind, str]]:
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str) and not one.startswith("@"):
            yield argument.kind, one


def _branch(part: Mapping[str, Any], resolver: Resolver) -> NewBranch:
    approved = part.get("approved_on")
    return NewBranch(
        full_name=part["full_name"],
        short_name=part.get("short_name", ""),
        secretary=resolver.resolve(_SECRETARY, part.get("secretary")),
        approved_on=date.fromisoformat(approved) if approved else None,
        host_units=resolver.resolve(_UNITS, part.get("host_units", [])),
        members=resolver.resolve(_PEOPLE, part.get("members", [])),
        committee_seats=int(part.get("committee_seats") or 0),
        deputies=resolver.resolve(_PEOPLE, part.get("deputies", [])),
        groups=resolver.resolve(_GROUPS, part.get("groups", [])),
        committee=_committee(part, resolver),
    )


def _committee(part: Mapping[str, Any], resolver: Resolver) -> tuple[tuple[Person, tuple[Duty, ...]], ...]:
    """Return the further members of the committee; one person may have two duties."""
    found: dict[Person, tuple[Duty, ...]] = {}
    for name, duty in DUTIES.items():
        person = resolver.resolve(_MEMBER, part.get(name))
        if person is not None:
            found[person] = (*found.get(person, ()), duty)
    return tuple(found.items())
