"""The school itself."""

from typing import Any

from django.utils.translation import gettext as _

from intake.checking.entries import Entry
from intake.comparing.work import Work
from schools.choices import SchoolType
from schools.models import School

_FIELDS = (
    "name", "short_name", "former_names", "type_code", "stages", "form", "ownership", "is_legal_person",
    "state", "founded_on", "closed_on", "leadership_system", "system_from", "reform_stage",
)  # fmt: skip
_RELATED = ("managed_by", "lead_school")


def new_school(entry: Entry, code: str, jurisdiction: Any) -> School:
    """Return a school the register does not have yet, not saved."""
    fields = {name: entry.values[name] for name in _FIELDS if name in entry.values}
    kind = code[:2]
    fields.setdefault("type_code", kind if kind in SchoolType.values else SchoolType.PRIMARY)
    return School(code=code, jurisdiction=jurisdiction, **fields)


def compare_school(work: Work) -> None:
    """The school beside its line, if the workbook has one."""
    entries = work.of("schools")
    for again in entries[1:]:
        work.error(again, "code", _("这所学校写了不止一行。"))
    for entry in entries[:1]:
        related = _related(entry, work)
        if work.school.pk is None:
            for name, row in related.items():
                setattr(work.school, name, row)
            work.make(entry, work.school, work.school.name)
            work.decides = True
        else:
            wanted = {name: entry.values[name] for name in _FIELDS if name in entry.values}
            work.settle(entry, work.school, wanted | related, work.school.name)


def _related(entry: Entry, work: Work) -> dict[str, School]:
    found = {}
    for name in _RELATED:
        said = entry.get(name)
        if said:
            school = work.world.school(said)
            if isinstance(school, School):
                found[name] = school
            elif school is None:
                work.error(entry, name, _("没有学校“{name}”。").format(name=said))
    return found
