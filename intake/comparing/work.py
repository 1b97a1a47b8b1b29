"""What is to be done with the rows of a school, as far as it has been worked out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from governance.domain.record import tree_fields
from governance.models import LeadingGroup, PartyOrganization
from intake.checking.entries import Entry, Reading, problem_at
from intake.comparing.present import Present, names_of_organization, names_of_unit
from intake.comparing.showing import heading, shown
from intake.comparing.step import CHANGED, MISSING, NEW, SAME, Step
from intake.reading.cells import tight
from intake.taking.rows import Problem, Question, Row
from schools.models import Person, School, Unit


class Work:
    """Everything about one school: what was read, what there is, and what follows.

    ``made`` are new rows in the order of writing, ``updates`` rows of the register with what becomes of their
    fields, ``ended`` rows that end with the day on which they do. ``decides`` tells whether it belongs to
    who decides above the school.
    """

    def __init__(
        self, school: School, reading: Reading, present: Present, answers: Mapping[str, str], world: Any
    ):
        self.school, self.on, self.present = school, present.on, present
        self.entries, self.answers, self.world = reading.entries, answers, world
        self.problems: list[Problem] = list(reading.problems)
        self.questions: dict[str, Question] = dict(reading.questions)
        self.steps: list[Step] = []
        self.made: list[models.Model] = []
        self.updates: list[tuple[models.Model, dict[str, Any]]] = []
        self.ended: list[tuple[models.Model, date]] = []
        self.decides = False
        #: What waits for other schools of the workbook: ``superior`` or ``row``.
        self.later: set[str] = set()
        self.lines: dict[int, Row] = {}
        self.units = _index(present.units, names_of_unit)
        self.organizations = _index(present.organizations, names_of_organization)
        self.groups = _index(present.groups, lambda group: {tight(group.name)})
        self.numbers: dict[str, Person] = {p.staff_number: p for p in present.people if p.staff_number}
        self.names: dict[str, list[Person]] = defaultdict(list)
        for person in present.people:
            self.names[person.name].append(person)
        self.titles: list[tuple[Any, ...]] = []
        self.posts: dict[tuple[int, str], Any] = {}
        self.held: dict[tuple[int, int], Entry] = {}
        self.holders: set[tuple[int | None, int | None]] = set()
        self.single: dict[int, Entry] = {}
        self.standing: set[tuple[int, int]] = set()
        self.papers: dict[str, Any] = {paper.document_number: paper for paper in present.papers}
        self.terms: dict[int, Any] = {
            id(org): present.terms[org.pk] for org in present.organizations if org.pk in present.terms
        }

    def of(self, sheet: str) -> list[Entry]:
        """Return the entries of a sheet."""
        return self.entries.get(sheet, [])

    # -- what is said ----------------------------------------------------------------------------------

    def error(self, entry: Entry, key: str, text: str) -> None:
        """Say what is wrong with a cell; nothing of the school is applied."""
        self.problems.append(problem_at(entry.row, key, text))

    def note(self, entry: Entry, key: str, text: str) -> None:
        """Say what is worth knowing of a cell."""
        self.problems.append(problem_at(entry.row, key, text, "note"))

    def ask(self, question: Question) -> str | None:
        """Return the answer, None if it has to be asked first."""
        if question.key in self.answers:
            return self.answers[question.key]
        self.questions.setdefault(question.key, question)
        return None

    # -- what follows ----------------------------------------------------------------------------------

    def make(self, entry: Entry, row: models.Model, label: str = "") -> None:
        """A new row, checked by itself; what it may not be beside others the database says."""
        self._add(entry, row)
        self.steps.append(Step(entry.sheet, NEW, label or str(row), entry.row.title, entry.row.line))

    def also(self, entry: Entry, row: models.Model) -> None:
        """A new row that goes with another of the same line."""
        self._add(entry, row)

    def _add(self, entry: Entry, row: models.Model) -> None:
        try:
            row.clean_fields(exclude=tree_fields(row) | {f.name for f in row._meta.fields if f.is_relation})
        except ValidationError as problem:
            for name, messages in problem.message_dict.items():
                self.error(entry, name, " ".join(messages))
        self.lines[id(row)] = entry.row
        self.made.append(row)

    def settle(self, entry: Entry, row: models.Model, wanted: Mapping[str, Any], label: str = "") -> None:
        """A row the register has: what differs is changed. Fields the workbook leaves open stay."""
        differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        self.told(entry, label or str(row), {n: (getattr(row, n), v) for n, v in differing.items()}, row)
        if differing:
            self.lines[id(row)] = entry.row
            self.updates.append((row, differing))

    def told(
        self,
        entry: Entry,
        label: str,
        changes: Mapping[str, tuple[Any, Any]],
        row: models.Model | None = None,
    ) -> None:
        """Put down that a line changes something, or nothing."""
        told = {
            heading(row, name): (shown(row, name, was), shown(row, name, now))
            for name, (was, now) in changes.items()
        }
        verb = CHANGED if changes else SAME
        self.steps.append(Step(entry.sheet, verb, label, entry.row.title, entry.row.line, told))

    def missing(self, sheet: str, labels: Iterable[str]) -> None:
        """Put down what the register has and the workbook does not name."""
        self.steps += [Step(sheet, MISSING, label) for label in labels]

    # -- what is meant ---------------------------------------------------------------------------------

    def unit(self, name: str) -> Unit | None:
        """Return the unit that is called so; none if there are two."""
        return _one(self.units, name)

    def organization(self, name: str) -> PartyOrganization | None:
        """Return the organisation that is called so."""
        return _one(self.organizations, name)

    def group(self, name: str) -> LeadingGroup | None:
        """Return the leading group that is called so."""
        return _one(self.groups, name)

    @property
    def all_organizations(self) -> list[PartyOrganization]:
        """Every organisation of the school once, whatever it may be called; those of the workbook as well."""
        return list({id(one): one for rows in self.organizations.values() for one in rows}.values())

    def know(self, index: dict[str, list[Any]], names: Iterable[str], row: Any) -> None:
        """Let later lines name a row."""
        for name in names:
            if all(known is not row for known in index[name]):
                index[name].append(row)

    def person(self, entry: Entry) -> Person | None:
        """Return whom the line means; an error is said if nobody, or several, are meant."""
        number, name = entry.get("staff_number", ""), entry.get("name", "")
        if number and number in self.numbers:
            found = self.numbers[number]
            if found.name != name:
                self.error(
                    entry,
                    "staff_number",
                    _("工号{number}是“{name}”的，请核对。").format(number=number, name=found.name),
                )
                return None
            return found
        found = [one for one in self.names[name] if not (number and one.staff_number)]
        if len(found) == 1 and not number:
            return found[0]
        if not found or number:
            self.error(
                entry, "name", _("“{name}”不在“人员”表里，系统里也没有，请先登记人员。").format(name=name)
            )
        else:
            self.error(entry, "name", _("有{n}个人叫“{name}”，请填写工号。").format(n=len(found), name=name))
        return None

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way."""
        return any(problem.level == "error" for problem in self.problems)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.made or self.updates or self.ended)


def _index(rows: Iterable[Any], names: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        for name in names(row):
            found[name].append(row)
    return found


def _one(index: Mapping[str, list[Any]], name: str) -> Any:
    found = index.get(tight(name), [])
    return found[0] if len(found) == 1 else None
