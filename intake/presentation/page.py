"""The page of an import: what is wrong, what is asked, what would change, what the rules would find."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from intake.choices import ImportStage, ImportState
from intake.comparing.step import CHANGED, MISSING, NEW, SAME
from intake.layout.sheets import BY_KEY, SHOWN
from intake.models import ImportPart, RosterImport
from intake.running.progress import Progress, progress_of
from intake.taking.rows import Problem, Question

#: Lines of each list on the page; the marked workbook and the register have all.
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class SheetSum:
    """How much of a sheet is new, changed, the same, or missing from the workbook."""

    name: str
    new: int
    changed: int
    same: int
    missing: int


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a school, as a line of the difference."""

    school: str
    sheet: str
    verb: str
    label: str
    place: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question as a field of the form."""

    name: str
    question: Question
    chosen: str

    @property
    def id(self) -> str:
        """The id of the field."""
        return f"id_{self.name}"


class ImportPage:
    """An import as its page shows it; every part is read when it is shown."""

    def __init__(self, row: RosterImport):
        self.row = row

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return progress_of(self.row)

    @cached_property
    def parts(self) -> list[ImportPart]:
        """The schools in it, without their rows."""
        return list(self.row.parts.defer("rows").order_by("number"))

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that is wrong or worth knowing, errors first."""
        stored = [*self.row.problems, *(one for part in self.parts for one in part.problems)]
        return sorted((Problem(*one) for one in stored), key=lambda problem: problem.level != "error")

    @cached_property
    def errors(self) -> list[Problem]:
        """What stands in the way."""
        return [problem for problem in self.problems if problem.level == "error"]

    @cached_property
    def notes(self) -> list[Problem]:
        """What is worth knowing."""
        return [problem for problem in self.problems if problem.level != "error"]

    @cached_property
    def questions(self) -> list[AskedLine]:
        """What only people can tell, each once."""
        stored = [*self.row.questions, *(one for part in self.parts for one in part.questions)]
        found = {}
        for kind, about, word, where, options, suggested in stored:
            question = Question(kind, about, word, where, tuple(map(tuple, options)), suggested)
            found.setdefault(question.key, question)
        return [AskedLine(f"q{nth}", q, q.suggested) for nth, q in enumerate(found.values())]

    @cached_property
    def sums(self) -> list[SheetSum]:
        """The counts of each sheet, and nothing of sheets that are empty."""
        counted = Counter((step[0], step[1]) for part in self.parts for step in part.steps)
        found = []
        for layout in SHOWN:
            numbers = [counted[layout.key, verb] for verb in (NEW, CHANGED, SAME, MISSING)]
            if any(numbers):
                found.append(SheetSum(layout.name, *numbers))
        return found

    @property
    def touched(self) -> int:
        """How many lines would be written."""
        return sum(one.new + one.changed for one in self.sums)

    def _lines(self, *verbs: str) -> Iterable[Line]:
        for part in self.parts:
            for sheet, verb, label, title, line, changes in part.steps:
                if verb in verbs:
                    pairs = tuple((name, was, now) for name, (was, now) in changes.items())
                    place = _("{sheet}第{line}行").format(sheet=title, line=line) if line else ""
                    yield Line(part.name, BY_KEY[sheet].name, verb, label, place, pairs)

    @cached_property
    def changed(self) -> list[Line]:
        """What would be otherwise than it is."""
        return list(self._lines(CHANGED))

    @cached_property
    def new(self) -> list[Line]:
        """What would be new."""
        return list(self._lines(NEW))

    @cached_property
    def missing(self) -> list[Line]:
        """What the register has and the workbook does not."""
        return list(self._lines(MISSING))

    @cached_property
    def findings(self) -> dict[str, list[tuple[str, dict[str, str]]]]:
        """What the rules would say, by kind, each with the name of the school."""
        kinds = ("refusing", "asking", "caused", "cured")
        return {
            k: [(part.name, one) for part in self.parts for one in part.findings.get(k, [])] for k in kinds
        }

    @property
    def may_apply(self) -> bool:
        """Whether everything is in order and there is something to do."""
        return self.row.state == ImportState.CHECKED and not self.errors and self.touched > 0

    @property
    def may_recheck(self) -> bool:
        """Whether it can be compared with the register once more."""
        stopped = self.row.state == ImportState.FAILED and self.row.stage == ImportStage.APPLY
        return self.row.state == ImportState.CHECKED or stopped

    @property
    def most(self) -> int:
        """How many lines of a list are shown."""
        return MOST_LINES
