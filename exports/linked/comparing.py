"""What a received document says differently from the register, as steps of a plan.

Bodies are known by their register numbers. What the document leaves out is said and left as it is: a file
that lost a line must not close a branch.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exports.linked.checking import require_sound
from exports.linked.matching import Matching
from exports.linked.received import Described, Document, Held
from governance.choices import SINGLE_ROLES, Role
from governance.presentation.structure import body_of
from schools.models import School

#: How the actions of posts are called, body by body.
_SUFFIX = {"organization": "", "unit": "_unit", "school": "_school"}


@dataclass(frozen=True, slots=True)
class Step:
    """An action asked for; ``makes`` is the name in the document of what it makes, "" for nothing.

    A body that an earlier step makes stands in the arguments by its name in the document.
    """

    action: str
    arguments: dict[str, Any]
    makes: str = ""


@dataclass
class Difference:
    """Steps in an order that can be done, and sentences about what stays as it is."""

    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def step(self, action: str, makes: str = "", **arguments: Any) -> None:
        """Add a step."""
        self.steps.append(Step(action, arguments, makes))


def compared(school: School, document: Document, on: date) -> Difference:
    """Return what would make the school as the document says.

    Raises:
        ValidationError: with all that is wrong with the document, so that nothing is half understood.

    """
    matching, found = Matching(school, document, on), Difference()
    require_sound(matching)
    for body in sorted(matching.bodies("unit"), key=matching.height):
        _unit(body, matching, found)
    for body in sorted(matching.bodies("organization"), key=matching.height):
        _organization(body, matching, found)
    _posts(matching, found)
    _missing(matching, found)
    return found


def _unit(body: Described, matching: Matching, found: Difference) -> None:
    row, above = matching.row(body), matching.above(body)
    if row is None and above:
        found.step("unit_create_below", body.id, parent=above, name=body.name, kind=body.type)
    elif row is None:
        found.step("unit_create", body.id, school=matching.school.code, name=body.name, kind=body.type)
    else:
        if body.name != row.name:
            found.step("unit_rename", unit=row.number, name=body.name)
        if above != (row.parent.number if row.parent else ""):
            found.step("unit_move", unit=row.number, parent=above)
        _same_type(body, row.kind, found)


def _organization(body: Described, matching: Matching, found: Difference) -> None:
    row, above, units = matching.row(body), matching.above(body), matching.units(body)
    names = {"full_name": body.name, "short_name": body.short_name}
    if row is None:
        action, home = ("organization_found", {"parent": above}) if above else _at_top(matching)
        found.step(action, body.id, **home, type=body.type, **names, host_units=units)
        return
    if (body.name, body.short_name) != (row.full_name, row.short_name):
        found.step("organization_rename", organization=row.number, **names)
    if above and above != (row.parent.number if row.parent else ""):
        found.step("organization_move", organization=row.number, parent=above)
    standing = {unit.number for unit in matching.structure.units_of.get(row.pk, ())}
    if fresh := [unit for unit in units if unit not in standing]:
        found.step("host_attach", organization=row.number, units=fresh)
    for unit in sorted(standing - set(units)):
        found.step("host_detach", organization=row.number, unit=unit)
    _same_type(body, row.type, found)


def _at_top(matching: Matching) -> tuple[str, dict[str, str]]:
    return "organization_found_top", {"school": matching.school.code}


def _same_type(body: Described, type_: str, found: Difference) -> None:
    if body.type and body.type != type_:
        found.notes.append(_("“{name}”的类别与登记的不同，类别不随文件更改。").format(name=body.name))


def _posts(matching: Matching, found: Difference) -> None:
    """Appoint who is named and not yet in the post; whoever holds a post of one is followed."""
    now: dict[tuple[str, str], list[str]] = {}
    for post in matching.structure.posts:
        for held in matching.structure.holders.get(post.pk, ()):
            key = (matching.number_of(*body_of(post)), post.role)
            now.setdefault(key, []).append(held.person.number)
    for held in dict.fromkeys(matching.document.held):
        body = matching.document.bodies.get(held.body)
        if body is not None and body.kind != "group" and not matching.is_outside(body):
            _post(body, held, matching, now, found)


def _post(
    body: Described,
    held: Held,
    matching: Matching,
    now: dict[tuple[str, str], list[str]],
    found: Difference,
) -> None:
    reference, person = matching.reference(body), matching.document.people[held.person]
    there, suffix = now.get((reference, held.role), []), _SUFFIX[body.kind]
    if person in there:
        return
    common = {"body": reference, "role": held.role}
    if there and Role(held.role) in SINGLE_ROLES:
        found.step(f"post_hand_over{suffix}", **common, person=there[0], successor=person)
    else:
        found.step(f"post_assign{suffix}", **common, person=person)


def _missing(matching: Matching, found: Difference) -> None:
    for kind, rows in matching.rows.items():
        named = {body.number for body in matching.bodies(kind)}
        for number in sorted(rows.keys() - named):
            found.notes.append(_("文件里没有“{name}”，保持不变。").format(name=rows[number]))
