"""The box at the top of a form that was not saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import Enforcement
from governance.domain.locks import StructureMoved
from governance.domain.refusals import Denied, Obstacle, ReasonNeeded, Refusal, Stale
from governance.forms.place import Place
from governance.models import ChangeSet
from schools.models import Unit

UNIT_RULE = "ORG-013"


@dataclass(frozen=True)
class Shown:
    """One rule in the way, with the address of its page."""

    obstacle: Obstacle
    url: str


@dataclass(frozen=True)
class Box:
    """What stopped the save: the sentence, the rules, and what would help."""

    title: str
    kind: str
    rules: tuple[Shown, ...] = ()
    units: tuple[Unit, ...] | None = None
    add_unit_url: str = ""
    reload: bool = False
    changes: tuple[ChangeSet, ...] = ()


def box_of(problem: Exception | None, place: Place, changes: Iterable[ChangeSet] = ()) -> Box | None:
    """Return the box for what the domain said; errors of single fields stand beside their fields."""
    if isinstance(problem, StructureMoved):
        return Box(_("没有保存：结构刚刚被其他人调整，请再保存一次。"), "stale")
    if isinstance(problem, Stale):
        return Box(problem.message, "stale", reload=True, changes=tuple(changes))
    if isinstance(problem, Denied):
        return Box(problem.message, "denied")
    if not isinstance(problem, Refusal):
        return None
    kind = Enforcement.ASK if isinstance(problem, ReasonNeeded) else Enforcement.REFUSE
    rules = tuple(Shown(o, reverse("governance:rule", args=[o.rule])) for o in problem.obstacles)
    if UNIT_RULE not in {o.rule for o in problem.obstacles} or place.school is None:
        return Box(problem.message, kind, rules)
    return Box(problem.message, kind, rules, _base_units(place), _add_unit(place))


def _base_units(place: Place) -> tuple[Any, ...]:
    """Return the units an inner branch of the school could stand on."""
    return tuple(place.units().filter(is_base=True))


def _add_unit(place: Place) -> str:
    return f"{reverse('admin:schools_unit_add')}?{place.query}"
