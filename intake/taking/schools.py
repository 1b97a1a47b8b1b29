"""Which school a row is about."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from intake.reading.cells import text_of, tight
from intake.reading.words import code_of
from intake.taking.rows import Row
from schools.models import School


class Schools:
    """The schools an import may be about.

    Args:
        only: the one school of an import for a school; rows without a school are about it.
        known: the schools of the jurisdiction otherwise. Rows of the sheet of schools add new ones.

    """

    def __init__(self, known: Iterable[School], only: School | None = None):
        self.only = only
        self.codes: set[str] = set()
        self._names: dict[str, set[str]] = {}
        for school in known:
            self.add(school.code, school.name, school.short_name)

    def add(self, code: str, *names: str) -> None:
        """Take a school in."""
        self.codes.add(code)
        for name in names:
            if name:
                self._names.setdefault(tight(name), set()).add(code)

    def of_row(self, row: Row) -> tuple[str, str]:
        """Return the code of the school, and what is wrong with how the row names it."""
        if row.sheet == "schools":
            return self._of_school(row)
        return self.named(text_of(row.cells.get("school")))

    def named(self, said: str) -> tuple[str, str]:
        """Return the code of the school that is called so, and what is wrong if none is."""
        if not said:
            if self.only is not None:
                return self.only.code, ""
            return "", _("请填写学校标识码。")
        code = code_of(said)
        if code in self.codes:
            return code, ""
        found = self._names.get(tight(said), set())
        return (next(iter(found)), "") if len(found) == 1 else ("", self._wrong(said, len(found)))

    def _wrong(self, said: str, found: int) -> str:
        """Say why no school is meant."""
        if found:
            return _("有{n}所学校叫“{name}”，请填学校标识码。").format(n=found, name=said)
        if self.only is not None:
            return _("这一行是“{name}”的，本次只导入{school}。").format(name=said, school=self.only)
        return _("没有学校“{name}”。新学校请先填“学校”表。").format(name=said)

    def _of_school(self, row: Row) -> tuple[str, str]:
        code = code_of(row.cells.get("code"))
        if not re.fullmatch("[0-9]{10}", code):
            return "", _("学校标识码应当是10位数字。")
        if self.only is not None and code != self.only.code:
            return "", _("这一行是别的学校，本次只导入{school}。").format(school=self.only)
        self.add(code, text_of(row.cells.get("name")))
        return code, ""
