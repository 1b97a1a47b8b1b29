"""Posts of the sheet of posts, beside the register."""

from django.utils.translation import gettext as _

from governance.choices import BodyKind, Role
from intake.checking.entries import Entry
from intake.comparing.holding import HOLDING_FIELDS, Body, hold
from intake.comparing.work import Work
from intake.comparing.world import LATER
from schools.models import Person


def compare_posts(work: Work) -> None:
    """A post is held already, or from its day on."""
    for entry in work.of("posts"):
        person, body = _holder(entry, work), _body(entry, work)
        if person is None or body is None:
            continue
        fields = {name: entry.values[name] for name in HOLDING_FIELDS if name in entry.values}
        hold(
            entry, "role", body, Role(entry.values["role"]), person, work, start=entry.get("start"), **fields
        )
    if work.of("posts"):
        gone = [row for key, row in work.present.assignments.items() if key not in work.holders]
        work.missing("posts", [str(row) for row in gone])


def _holder(entry: Entry, work: Work) -> Person | None:
    if not entry.get("person_school"):
        return work.person(entry)
    name, number = entry.values["name"], entry.get("staff_number", "")
    found = work.world.person(entry.values["person_school"], number, name)
    if found is None:
        text = _("那所学校没有“{name}”，或者有同名的人，请核对学校并填写工号。")
        work.error(entry, "name", text.format(name=name))
    elif found is LATER:
        work.later.add("row")
        work.note(entry, "name", _("这名人员在本次导入中登记之后再任职。"))
    return found if isinstance(found, Person) else None


def _body(entry: Entry, work: Work) -> Body | None:
    kind, name = BodyKind(entry.values["body_kind"]), entry.get("body", "")
    if kind == BodyKind.SCHOOL:
        return work.school
    if not name:
        work.error(entry, "body", _("请填写机构名称。"))
        return None
    finders = {BodyKind.ORGANIZATION: work.organization, BodyKind.UNIT: work.unit, BodyKind.GROUP: work.group}
    found = finders[kind](name)
    if found is None:
        text = _("本校没有{kind}“{name}”，请先在相应的表登记，或者更正名称。")
        work.error(entry, "body", text.format(kind=kind.label, name=name))
    return found
