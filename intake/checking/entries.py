"""Read every cell of the rows of a school."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from intake.layout.column import Column, Kind
from intake.layout.sheets import BY_KEY
from intake.reading.cells import text_of
from intake.reading.column_value import value_of
from intake.reading.dates import Day
from intake.reading.misread import Misread, Unsure
from intake.taking.rows import Problem, Question, Row

#: Days that may be still to come.
_TO_COME = frozenset({"planned_end", "extended", "extended_until"})


@dataclass(slots=True)
class Entry:
    """A row with its values by column; a column that is not in the file, or an empty cell, is missing."""

    row: Row
    values: dict[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of the column, ``default`` where the cell is empty."""
        return self.values.get(key, default)

    @property
    def sheet(self) -> str:
        """Which sheet it is on."""
        return self.row.sheet


@dataclass
class Reading:
    """Entries by sheet, what is wrong, what is to be asked."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)


def problem_at(row: Row, key: str, text: str, level: str = "error") -> Problem:
    """Return a problem of one cell of the row; ``key`` "" means the whole line."""
    column = BY_KEY[row.sheet].by_key.get(key)
    said = text_of(row.cells.get(key))[:60]
    place = row.places.get(key, 0)
    return Problem(row.title, row.line, place, column.heading if column else "", text, level, said)


def learned_words(answers: Mapping[str, str], about: str, kind: str = "value") -> dict[str, str]:
    """Return what words of a list mean, as people said."""
    begin = f"{kind}|{about}|"
    return {key[len(begin) :]: said for key, said in answers.items() if key.startswith(begin)}


def read_entries(rows: Iterable[Row], answers: Mapping[str, str], today: date) -> Reading:
    """Return the values of the rows; a row with something wrong is left out of the entries."""
    reading, reader = Reading(), _Reader(answers, today)
    for row in rows:
        entry = reader.entry(row, reading)
        if entry is not None:
            reading.entries.setdefault(row.sheet, []).append(entry)
    return reading


class _Reader:
    """Reads rows; remembers what it has looked up."""

    def __init__(self, answers: Mapping[str, str], today: date):
        self.answers, self.today = answers, today
        self._learned: dict[str, dict[str, str]] = {}

    def entry(self, row: Row, reading: Reading) -> Entry | None:
        """Return the entry of the row, None if something in it is wrong or has to be asked."""
        values, is_whole = {}, True
        for column in BY_KEY[row.sheet].columns:
            try:
                value = self._value(column, row, reading)
            except Misread as problem:
                is_whole = False
                reading.problems.append(problem_at(row, column.key, str(problem)))
            except Unsure as problem:
                is_whole = False
                self._ask(column, row, str(problem), reading)
            else:
                if value not in ("", None, []):
                    values[column.key] = value
        return Entry(row, values) if is_whole else None

    def _value(self, column: Column, row: Row, reading: Reading) -> Any:
        cell = row.cells.get(column.key)
        value = None if cell is None else value_of(column, cell, self._words(column))
        if value in ("", None, []) and column.required:
            raise Misread(_("请填写{heading}。").format(heading=column.heading))
        if not isinstance(value, Day):
            return value
        if value.day > self.today and column.key not in _TO_COME:
            raise Misread(_("日期晚于今天，请核对。"))
        if value.is_month:
            note = _("只写到月，按{day}登记。").format(day=value.day)
            reading.problems.append(problem_at(row, column.key, note, "note"))
        return value.day

    def _words(self, column: Column) -> dict[str, str]:
        if column.kind not in (Kind.CHOICE, Kind.CHOICES):
            return {}
        about = column.choices.__name__
        if about not in self._learned:
            self._learned[about] = learned_words(self.answers, about)
        return self._learned[about]

    def _ask(self, column: Column, row: Row, word: str, reading: Reading) -> None:
        options = [(str(value), str(label)) for value, label in column.choices.choices if value]
        if not column.required:
            options.insert(0, ("", _("留空")))
        where = _("工作表“{sheet}”第{line}行“{heading}”").format(
            sheet=row.title, line=row.line, heading=column.heading
        )
        question = Question("value", column.choices.__name__, word[:60], where, tuple(options))
        reading.questions.setdefault(question.key, question)
