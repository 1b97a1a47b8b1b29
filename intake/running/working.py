"""Work out one part of an import beside the register as it is now."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from intake.comparing.work import Work
from intake.comparing.working import worked_out
from intake.comparing.world import World
from intake.models import ImportPart, RosterImport
from intake.running.reading import answers_of, schools_of
from intake.taking.rows import Row


class Desk:
    """What stays the same for all parts of an import."""

    def __init__(self, row: RosterImport):
        self.row, self.today = row, timezone.localdate()
        self.answers: Mapping[str, str] = answers_of(row)
        self.schools = schools_of(row)
        self.codes = list(row.parts.values_list("code", flat=True))
        for code, name in row.parts.values_list("code", "name"):
            self.schools.add(code, name)

    def work(self, part: ImportPart, coming: Collection[str]) -> Work:
        """Return what the part comes to.

        Args:
            coming: the schools whose rows are still to be written.

        """
        world = World(self.row.area, self.schools, coming)
        return worked_out(
            [Row(*one) for one in part.rows],
            part.code,
            jurisdiction=self.row.area,
            on=self.row.on,
            today=self.today,
            answers=self.answers,
            world=world,
        )
