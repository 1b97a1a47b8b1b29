"""Whom a line of a roster means: by number, by name and unit, and where that is not enough, by asking."""

from collections import Counter

from django.utils.translation import gettext as _

from intake.checking.entries import Entry
from intake.comparing.work import Work
from intake.taking.rows import Question
from schools.models import Person

#: The answer that somebody is new.
SOMEBODY_NEW = "new"
SAME, ONE_BY_ONE = "same", "each"


class Matching:
    """Matches the lines of a roster with the people of the school; nobody is matched twice."""

    def __init__(self, work: Work):
        self.work = work
        self.taken: dict[int, Entry] = {}
        self.lines = Counter(entry.values["name"] for entry in work.of("people"))
        self.by_unit = 0

    def match(self, entry: Entry) -> tuple[Person | None, bool]:
        """Return whom the line means, None for somebody new, and whether that is certain.

        What is not certain has been asked, or said to be wrong.
        """
        number, name = entry.get("staff_number", ""), entry.values["name"]
        known = self.work.numbers.get(number) if number else None
        if known is not None:
            if known.name != name:
                text = _(
                    "系统里工号{number}是“{known}”。姓名写错的请更正；确已改名的，请先在系统里更正姓名。"
                )
                self.work.error(entry, "name", text.format(number=number, known=known.name))
                return None, False
            return self._take(known, entry)
        found = [p for p in self.work.names[name] if p.pk and not (number and p.staff_number)]
        if not found:
            return None, True
        return self._by_name(entry, found)

    def _by_name(self, entry: Entry, found: list[Person]) -> tuple[Person | None, bool]:
        fitting = [person for person in found if self._shares_unit(entry, person)]
        if len(found) == 1 and fitting and self.lines[entry.values["name"]] == 1:
            answer = self._together()
            if answer is None:
                self.by_unit += 1
                return self._take(found[0], entry)[0], False
            if answer == SAME:
                return self._take(found[0], entry)
        return self._asked(entry, found, fitting)

    def _together(self) -> str | None:
        """Ask once about everybody whose name and unit agree."""
        options = ((SAME, _("是，都是同一个人")), (ONE_BY_ONE, _("不一定，逐个询问")))
        where = _("表里没有工号、但姓名和单元都与系统里的某一个人相同的")
        return self.work.ask(Question("person", self.work.school.code, "*", where, options, suggested=SAME))

    def _asked(self, entry: Entry, found: list[Person], fitting: list[Person]) -> tuple[Person | None, bool]:
        word = f"{entry.row.title}!{entry.row.line} {entry.values['name']}"
        options = [(one.number, self._described(one)) for one in found]
        options.append((SOMEBODY_NEW, _("都不是，是新的人员")))
        where = _("工作表“{sheet}”第{line}行“{name}”，系统里有同名人员").format(
            sheet=entry.row.title, line=entry.row.line, name=entry.values["name"]
        )
        suggested = fitting[0].number if len(fitting) == 1 else ""
        answer = self.work.ask(
            Question("person", self.work.school.code, word[:80], where, tuple(options), suggested)
        )
        if answer is None:
            return None, False
        if answer == SOMEBODY_NEW:
            return self._new_namesake(entry)
        return self._take(next((one for one in found if one.number == answer), found[0]), entry)

    def _new_namesake(self, entry: Entry) -> tuple[Person | None, bool]:
        if not entry.get("staff_number"):
            self.work.error(entry, "staff_number", _("与系统里的人员同名，请填写工号以便区分。"))
            return None, False
        return None, True

    def _take(self, person: Person, entry: Entry) -> tuple[Person | None, bool]:
        before = self.taken.get(person.pk)
        if before is not None:
            text = _("与第{line}行是同一个人，请删除一行。").format(line=before.row.line)
            self.work.error(entry, "staff_number" if entry.get("staff_number") else "name", text)
            return None, False
        self.taken[person.pk] = entry
        return person, True

    def _units_of(self, person: Person) -> list[str]:
        return [row.unit.name for row in self.work.present.work.get(person.pk, {}).values()]

    def _shares_unit(self, entry: Entry, person: Person) -> bool:
        return bool(
            {name.rpartition(">")[2] for name in entry.get("units", [])} & set(self._units_of(person))
        )

    def _described(self, person: Person) -> str:
        detail = [person.staff_number, *self._units_of(person), person.get_political_status_display()]
        return _("{name}（{detail}）").format(
            name=person.name, detail=_("、").join(filter(None, map(str, detail)))
        )
