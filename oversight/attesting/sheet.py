"""Every rule that people attest, as it stands at one school."""

from datetime import date

from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict, may_approve, may_edit
from governance.models import Attestation
from oversight.attesting.asked import attested_rules, judged
from oversight.attesting.cells import UNATTESTED, Cell
from oversight.attesting.states import OPEN
from oversight.models import Statement
from schools.models import School


class SchoolSheet:
    """The attested rules of a school, for one reader today."""

    def __init__(self, school: School, user: User, on: date):
        self.school, self.user, self.on = school, user, on

    @cached_property
    def cells(self) -> list[Cell]:
        """The rules in reading order."""
        found = judged([self.school], self.on)
        newest = Attestation.objects.filter(school=self.school, period__startswith__lte=self.on)
        attested = {a.rule: a for a in newest.select_related("statement").order_by("period")}
        stated = {
            s.rule: s
            for s in Statement.objects.visible_to(self.user).filter(school=self.school, state__in=OPEN)
        }
        return [
            Cell(r, self.on, found.get((self.school.pk, r.code)), attested.get(r.code), stated.get(r.code))
            for r in attested_rules()
        ]

    @property
    def waiting(self) -> int:
        """How many rules wait to be attested."""
        return sum(cell.code == UNATTESTED for cell in self.cells)

    @property
    def may_attest(self) -> Verdict:
        """Whether the reader attests by himself."""
        return may_approve(self.user, self.school)

    @property
    def may_state(self) -> Verdict:
        """Whether the reader hands in what the school found out."""
        return may_edit(self.user, self.school)


class RuleSheet:
    """One attested rule at one school: how it stands, and everything ever said about it."""

    def __init__(self, sheet: SchoolSheet, code: str):
        self.sheet, self.school, self.code = sheet, sheet.school, code

    @cached_property
    def cell(self) -> Cell:
        """How it stands."""
        return next(cell for cell in self.sheet.cells if cell.rule.code == self.code)

    @cached_property
    def attestations(self) -> list[Attestation]:
        """What was attested, the newest first."""
        found = Attestation.objects.filter(school=self.school, rule=self.code).select_related("statement")
        return list(found.prefetch_related("statement__evidence").order_by("-period"))

    @cached_property
    def statements(self) -> list[Statement]:
        """What was handed in and did not become an attestation, the newest first."""
        found = Statement.objects.filter(school=self.school, rule=self.code, attestation=None)
        return list(found.prefetch_related("evidence", "entries__actor").order_by("-made_on", "-pk"))
