"""People beside those of the register: who they are, where they work, what they are called."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from intake.checking.entries import Entry, learned_words
from intake.comparing.matching import Matching
from intake.comparing.titles import titles_of
from intake.comparing.work import Work
from schools.choices import EmploymentEnd, PoliticalStatus
from schools.domain.sorting import pinyin_key
from schools.models import Employment, Person, Unit, UnitMembership
from schools.periods import open_period

#: Column of the workbook → field of the person.
_FIELDS = {
    "staff_number": "staff_number",
    "status": "political_status",
    "joined_on": "joined_on",
    "full_on": "full_on",
    "extended": "probation_extended_until",
    "left": "party_left_on",
    "retired_on": "retired_on",
    "died_on": "died_on",
}
_MEMBERS = (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY)


def compare_people(work: Work) -> None:
    """Match everybody, then settle who is known and make who is new."""
    matching = Matching(work)
    seen: Counter[str] = Counter()
    learned = learned_words(work.answers, "position", "post")
    for entry in work.of("people"):
        _check_alone(entry, seen, work)
        units = _units(entry, work)
        person, is_certain = matching.match(entry)
        if not is_certain and person is None:
            continue
        if person is None:
            person = _make(entry, units, work)
        else:
            _settle(entry, person, units, work)
        _check_status(entry, person, work)
        titles_of(entry, person, units, learned, work)
    if work.of("people"):
        present = [p for p in work.present.people if p.retired_on is None and p.died_on is None]
        gone = [p for p in present if p.pk not in matching.taken and _works_here(p, work)]
        work.missing("people", [f"{p.name} {p.staff_number}".strip() for p in gone])


def _works_here(person: Person, work: Work) -> bool:
    employment = work.present.employments.get(person.pk)
    return employment is not None and employment.ends_on is None


def _check_alone(entry: Entry, seen: Counter[str], work: Work) -> None:
    """Refuse two lines with one number, or of one name with no numbers to tell them apart."""
    number, name = entry.get("staff_number", ""), entry.values["name"]
    if number:
        seen[f"#{number}"] += 1
        if seen[f"#{number}"] > 1:
            work.error(entry, "staff_number", _("工号{number}写了不止一行。").format(number=number))
    else:
        seen[name] += 1
        if seen[name] > 1:
            work.error(entry, "staff_number", _("表里有同名的人；确是两个人的，请填写工号。"))


def _units(entry: Entry, work: Work) -> list[Unit]:
    found = []
    for name in entry.get("units", []):
        unit = work.unit(name)
        if unit is None:
            work.error(
                entry, "units", _("没有单元“{name}”，请先在“单元”表登记，或者更正名称。").format(name=name)
            )
        else:
            found.append(unit)
    return found


def _make(entry: Entry, units: list[Unit], work: Work) -> Person:
    fields = {field: entry.values[column] for column, field in _FIELDS.items() if column in entry.values}
    name = entry.values["name"]
    person = Person(school=work.school, name=name, sort_key=pinyin_key(name), **fields)
    work.make(entry, person)
    start, end = entry.get("start") or work.on, entry.get("end")
    if end is not None and end <= start:
        work.error(entry, "end", _("离校日期应当晚于到校日期。"))
        end = None
    reason = entry.get("end_reason") or (EmploymentEnd.RETIRED if end and entry.get("retired_on") else "")
    work.also(
        entry,
        Employment(person=person, school=work.school, period=open_period(start, end), end_reason=reason),
    )
    for unit in units:
        work.also(entry, UnitMembership(unit=unit, person=person, period=open_period(_since(unit, start))))
    work.names[name].append(person)
    if person.staff_number:
        work.numbers[person.staff_number] = person
    return person


def _since(unit: Unit, start: Any) -> Any:
    return max(start, unit.starts_on)


def _settle(entry: Entry, person: Person, units: list[Unit], work: Work) -> None:
    """Who is known: what the line says otherwise is changed, and where it says units, they are these."""
    wanted = {field: entry.values[column] for column, field in _FIELDS.items() if column in entry.values}
    differing = {name: value for name, value in wanted.items() if getattr(person, name) != value}
    work.settle(entry, person, wanted)
    there = work.present.work.get(person.pk, {})
    before = [row.unit.name for row in there.values()]
    if "units" not in entry.values or {unit.pk for unit in units} == set(there):
        return
    step = work.steps[-1]
    step.verb, step.changes[_("所在单元")] = (
        "changed",
        (_("、").join(before), _("、").join(u.name for u in units)),
    )
    for key, row in there.items():
        if key not in {unit.pk for unit in units}:
            work.ended.append((row, work.on))
    for unit in units:
        if unit.pk not in there:
            work.also(
                entry, UnitMembership(unit=unit, person=person, period=open_period(_since(unit, work.on)))
            )
    if not differing:
        work.lines[id(person)] = entry.row


def _check_status(entry: Entry, person: Person, work: Work) -> None:
    """Refuse dates of the Party that do not fit the affiliation, as the register's own lists do."""

    def now(column: str) -> Any:
        return entry.values.get(column, getattr(person, _FIELDS[column]))

    status, joined, full = now("status"), now("joined_on"), now("full_on")
    if (joined or full) and status not in _MEMBERS and now("left") is None:
        work.error(entry, "status", _("填写了入党、转正日期的，政治面貌应当是党员。"))
    elif joined and full and full < joined:
        work.error(entry, "full_on", _("转正日期不能早于入党日期。"))
    elif status == PoliticalStatus.PROBATIONARY and full:
        work.error(entry, "full_on", _("预备党员没有转正日期；已经转正的，政治面貌请填“中共党员”。"))
    elif status == PoliticalStatus.FULL and not full:
        work.note(entry, "full_on", _("没有转正日期，暂不计入正式党员。"))
