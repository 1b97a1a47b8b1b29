"""What the pages about rules show."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import grants_today
from governance.models import RuleEnforcement, RuleParameter
from governance.presentation.chapters import NAMES, chapter_of
from governance.presentation.day import Day
from governance.presentation.findings import FindingRow, finding_rows
from governance.presentation.jurisdiction_page import schools_inside
from governance.presentation.other_days import notes_on
from governance.presentation.rule_settings import (
    EnforcementRow,
    ParameterRow,
    chain,
    enforcement_here,
    parameters_here,
    settings_to_come,
)
from governance.presentation.standing import findings_of, standing, waived, with_finding
from governance.rules.catalogue import in_reading_order
from governance.rules.declaration import Rule
from schools.models import Jurisdiction

PAGE_SIZE = 50


class RulePage:
    """A rule as one user may see it on one day, in one jurisdiction or wherever he may look."""

    def __init__(self, rule: Rule, user: User, day: Day, *, place: Jurisdiction | None = None, number=1):
        self.rule, self.user, self.day, self.on, self.number = rule, user, day, day.on, number
        self.place = place or home_of(user)
        self.is_narrowed = place is not None

    @cached_property
    def places(self) -> list[Jurisdiction]:
        """The jurisdiction with everything above it."""
        return chain(self.place)

    @cached_property
    def parameters(self) -> list[ParameterRow]:
        """The numbers in force."""
        return parameters_here(self.rule, self.places, self.on)

    @cached_property
    def enforcement(self) -> EnforcementRow:
        """How strictly it is enforced."""
        return enforcement_here(self.rule, self.places, self.on)

    @property
    def chapter(self) -> str:
        """The name of its chapter."""
        return str(NAMES[chapter_of(self.rule.code)])

    @property
    def mends(self) -> list[str]:
        """How to mend it, one text a variant, with the placeholders shown as an ellipsis."""
        texts = dict.fromkeys(str(text.mend) for text in self.rule.texts.values() if text.mend)
        return [text.format_map(_Blanks()) for text in texts]

    @property
    def notes(self) -> list[str]:
        """What of another day is not as it was then."""
        return notes_on(self.day, findings=True, people=False)

    def _open(self) -> QuerySet:
        return self._here(standing(self.day.seen_on))

    def _waived(self) -> QuerySet:
        return self._here(waived(self.day.seen_on))

    def _here(self, rows: QuerySet) -> QuerySet:
        found = rows.visible_to(self.user).filter(rule=self.rule.code)
        if self.is_narrowed:
            found = found.filter(school__in=schools_inside(self.place, self.user).values("pk"))
        return found

    @cached_property
    def schools(self) -> int:
        """How many schools fail it."""
        return self._open().aggregate(n=Count("school", distinct=True))["n"]

    @cached_property
    def waived_count(self) -> int:
        """How many findings are waived."""
        return self._waived().count()

    @cached_property
    def waived_rows(self) -> list[FindingRow]:
        """The newest of the waived findings in full."""
        found = with_finding(self._waived(), "jurisdiction").order_by(
            "school__sort_key", "school__code", "pk"
        )
        return finding_rows(findings_of(found[:PAGE_SIZE]), self.user, mending=False)

    @cached_property
    def coming(self) -> list[RuleParameter | RuleEnforcement]:
        """What the jurisdiction or one above has set for later, the earliest first."""
        return settings_to_come(self.rule, self.places, self.on)

    @cached_property
    def page(self) -> Page:
        """One page of the findings, by school."""
        found = with_finding(self._open(), "jurisdiction")
        number = "subject_number" if self.day.seen_on is None else "finding__subject_number"
        ordered = found.order_by("school__sort_key", "school__code", number)
        return Paginator(ordered, PAGE_SIZE).get_page(self.number)

    @cached_property
    def rows(self) -> list[FindingRow]:
        """The findings of the page in full."""
        return finding_rows(findings_of(self.page.object_list), self.user, mending=self.day.is_today)


class _Blanks(dict):
    def __missing__(self, key: str) -> str:
        return "…"


def home_of(user: User) -> Jurisdiction | None:
    """Return the jurisdiction whose numbers hold for the user: that of the first grant."""
    for grant in grants_today(user):
        return grant.jurisdiction or grant.school.jurisdiction
    return None


def catalogue(user: User, day: Day) -> list[tuple[str, list[tuple[Rule, int]]]]:
    """Return the chapters with their rules and how many findings of the day the user may see of each."""
    found_then = standing(day.seen_on).visible_to(user)
    counts = dict(found_then.values_list("rule").order_by().annotate(n=Count("pk")))
    found: dict[str, list[tuple[Rule, int]]] = {}
    for rule in in_reading_order():
        found.setdefault(str(NAMES[chapter_of(rule.code)]), []).append((rule, counts.get(rule.code, 0)))
    return list(found.items())
