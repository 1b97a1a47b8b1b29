"""What the page of a county, city or province shows."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Verdict, may_edit_jurisdiction, may_export
from governance.chart.bars import Bar, Part
from governance.models import PartyOrganization
from governance.presentation.chapters import chapter_of, chapters
from governance.presentation.day import Day
from governance.presentation.filters import ORG_TYPES, SchoolFilter, with_org_type
from governance.presentation.jurisdiction_totals import (
    Counted,
    Coverage,
    FindingTotals,
    PartyTotals,
    coverage,
    finding_totals,
    party_totals,
    schools_by_org_type,
)
from governance.presentation.loading import existing_organizations
from governance.presentation.other_days import notes_on
from governance.presentation.standing import standing
from schools.choices import JurisdictionLevel, Stage
from schools.models import Jurisdiction, School

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in the list, with its findings by chapter."""

    school: School
    org_type: str
    chapters: tuple[tuple[str, int], ...]

    @property
    def stages(self) -> str:
        """The stages of schooling by name."""
        names = dict(Stage.choices)
        return _("、").join(str(names.get(stage, stage)) for stage in self.school.stages)


def visible_jurisdictions(user: User) -> QuerySet:
    """Return the jurisdictions at or below the user's grants."""
    found = Jurisdiction.objects.all()
    return found if user.is_superuser else found.filter(pk__in=user.granted_jurisdictions())


def schools_inside(jurisdiction: Jurisdiction, user: User) -> QuerySet:
    """Return the schools of the jurisdiction and below that the user may see.

    Who may see what is asked once, of the jurisdictions; every count that follows names them.
    """
    inside = visible_jurisdictions(user) & jurisdiction.get_descendants(include_self=True)
    return School.objects.filter(jurisdiction__in=list(inside.values_list("pk", flat=True)))


class JurisdictionPage:
    """A jurisdiction as one user may see it on one day; every part is read when it is shown."""

    def __init__(self, jurisdiction: Jurisdiction, user: User, day: Day, query: QueryDict):
        self.jurisdiction, self.user, self.day, self.query = jurisdiction, user, day, query
        self.on = day.on
        self.filter = SchoolFilter(query or None)
        self.schools = schools_inside(jurisdiction, user)
        if day.is_past:
            self.schools = self.schools.exclude(founded_on__gt=day.on)

    @cached_property
    def above(self) -> list[Jurisdiction]:
        """The jurisdictions above that the user may see, the highest first."""
        return list(visible_jurisdictions(self.user) & self.jurisdiction.get_ancestors())

    @cached_property
    def children(self) -> list[Jurisdiction]:
        """Jurisdictions directly below, with the number of schools and of findings."""
        if self.jurisdiction.level_kind == JurisdictionLevel.COUNTY:
            return []
        return with_school_counts(self.jurisdiction.children.all(), self.day, self.schools)

    @property
    def is_above_counties(self) -> bool:
        """Whether the schools are those of many counties."""
        return self.jurisdiction.level_kind != JurisdictionLevel.COUNTY

    @property
    def lists_schools(self) -> bool:
        """Whether the schools are listed with the rest; those of many counties are asked for by themselves.

        Who has no script asks for the whole page.
        """
        return not self.is_above_counties or self.query.get("list") == "here"

    @cached_property
    def total(self) -> int:
        """How many schools there are, filters aside."""
        return self.schools.count()

    @cached_property
    def is_demo(self) -> bool:
        """Whether some of the schools are invented."""
        return self.schools.filter(is_demo=True).exists()

    @cached_property
    def findings(self) -> FindingTotals:
        """Open findings of all schools; above counties the rules are asked for by themselves."""
        return finding_totals(self.schools, self.day.seen_on, with_schools=not self.is_above_counties)

    @cached_property
    def rules(self) -> tuple[Counted, ...]:
        """The rules that fail, with the number of schools."""
        if not self.is_above_counties:
            return self.findings.by_rule
        return finding_totals(self.schools, self.day.seen_on).by_rule

    @cached_property
    def coverage(self) -> Coverage:
        """Coverage of basic units, as the checks counted it by the day."""
        return coverage(self.schools, self.day.seen_on)

    @cached_property
    def party(self) -> PartyTotals:
        """Organisations and members."""
        places = self.jurisdiction.get_descendants(include_self=True)
        return party_totals(self.schools, places, self.on, past=self.day.is_past)

    @cached_property
    def own_organizations(self) -> list[PartyOrganization]:
        """Organisations that the jurisdiction itself hosts, in the order of their trees."""
        found = existing_organizations(self.on).filter(jurisdiction=self.jurisdiction)
        return list(found.visible_to(self.user))

    @cached_property
    def org_types(self) -> list[tuple[str, str, int]]:
        """Schools by the type of their organisation."""
        return schools_by_org_type(self._typed_schools)

    @cached_property
    def _typed_schools(self) -> QuerySet:
        return with_org_type(self.schools, self.on, past=self.day.is_past)

    @property
    def notes(self) -> list[str]:
        """What of another day is not as it was then."""
        if not self.day.is_past:
            return []
        own = _("学校名单、管辖关系和人事关系按现在的登记。")
        return [*notes_on(self.day, findings=True, people=False), own]

    @property
    def org_type_bars(self) -> list[Bar]:
        """The same as bars."""
        return [
            Bar(name, (Part("party", n),), f"?org_type={code}#schools") for code, name, n in self.org_types
        ]

    @property
    def chapter_bars(self) -> list[Bar]:
        """Findings by chapter as stacked bars."""
        return [
            Bar(
                c.name,
                (Part("error", c.errors), Part("warning", c.warnings), Part("info", c.infos)),
                f"?chapter={c.code}#schools",
            )
            for c in self.findings.by_chapter
        ]

    @cached_property
    def page(self) -> Page:
        """One page of the schools that answer the filter."""
        asks_type = "org_type" in self.filter.asked
        found = self.filter.narrow(self._typed_schools if asks_type else self.schools, self.day.seen_on)
        paginator = Paginator(self.filter.ordered(found, self.day.seen_on), PAGE_SIZE)
        paginator.count = found.count()  # without the joins that only the order needs
        return paginator.get_page(self.query.get("page"))

    @property
    def chapters(self) -> list[tuple[str, str]]:
        """The columns of the list."""
        return chapters()

    @cached_property
    def rows(self) -> list[SchoolRow]:
        """The schools of the page with their findings by chapter."""
        schools = self._of_the_page()
        counts: dict[tuple[int, str], int] = defaultdict(int)
        found = standing(self.day.seen_on).filter(school__in=[s.pk for s in schools])
        for school, rule, n in found.values_list("school", "rule").order_by().annotate(n=Count("pk")):
            counts[school, chapter_of(rule)] += n
        names = {code: str(name) for code, name in ORG_TYPES}
        codes = [code for code, _name in self.chapters]
        types = self._org_types_of([school.pk for school in schools])
        return [
            SchoolRow(s, names[types[s.pk]], tuple((code, counts[s.pk, code]) for code in codes))
            for s in schools
        ]

    def _of_the_page(self) -> list[School]:
        """Return the schools in their order: keys and counts are sorted first, the rest is read of a few."""
        counts = ("errors", "warnings", "infos")
        keys = list(self.page.object_list.values_list("pk", *counts))
        found = School.objects.in_bulk([pk for pk, *_counts in keys])
        for pk, *numbers in keys:
            for name, n in zip(counts, numbers, strict=True):
                setattr(found[pk], name, n)
        return [found[pk] for pk, *_counts in keys]

    def _org_types_of(self, pks: list[int]) -> dict[int, str]:
        shown = with_org_type(School.objects.filter(pk__in=pks), self.on, past=self.day.is_past)
        return dict(shown.order_by().values_list("pk", "org_type"))

    @property
    def query_without_page(self) -> str:
        """The filter as a query, for the links of the pager."""
        query = self.query.copy()
        query.pop("page", None)
        return query.urlencode()

    @property
    def may_register(self) -> Verdict:
        """Whether the user may enter schools in the register here."""
        return may_edit_jurisdiction(self.user, self.jurisdiction)

    @property
    def may_export(self) -> Verdict:
        """Whether the user may take the data away."""
        return may_export(self.user, self.jurisdiction)


def with_school_counts(jurisdictions: QuerySet, day: Day, schools: QuerySet) -> list[Jurisdiction]:
    """Return the jurisdictions with ``schools_n`` and ``errors_n``: schools and grave findings of the day.

    What lies below counts too, as far as it is among ``schools``. Everything is counted by jurisdiction once
    and added up here: to count for each of them anew takes many times as long.
    """
    found = list(jurisdictions.order_by("code"))
    schools = schools.exclude(founded_on__gt=day.on) if day.is_past else schools
    errors = standing(day.seen_on).filter(severity="error", school__in=schools.order_by().values("pk"))
    schools_n = _by_place(schools, "jurisdiction")
    errors_n = _by_place(errors, "school__jurisdiction")
    with_schools = list(Jurisdiction.objects.filter(pk__in=schools_n).order_by())
    for place in found:
        inside = [
            one.pk
            for one in with_schools
            if one.tree_id == place.tree_id and place.lft <= one.lft < place.rght
        ]
        place.schools_n = sum(schools_n[pk] for pk in inside)
        place.errors_n = sum(errors_n.get(pk, 0) for pk in inside)
    return found


def _by_place(rows: QuerySet, path: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))
