"""The lists behind the numbers: the rows that meet the condition a number counts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet, Sum, Value
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import Heads, Role, Severity
from governance.models import FindingSpell, SchoolFigures, Term
from governance.presentation.chapters import chapters
from governance.presentation.standing import findings_of, with_finding
from governance.rules.catalogue import all_rules
from oversight.trends import findings, structure
from oversight.trends.scope import OF_SCHOOLS, Scope
from schools.choices import Ownership, SchoolForm, Stage
from schools.models import Jurisdiction, School

PAGE_SIZE = 50
#: What a list may be narrowed by, with the values that make sense.
_NARROWED: Mapping[str, Callable[[], Any]] = {
    "stage": lambda: Stage.values,
    "form": lambda: SchoolForm.values,
    "ownership": lambda: Ownership.values,
    "severity": lambda: Severity.values,
    "chapter": lambda: [code for code, _name in chapters()],
    "rule": lambda: list(all_rules()),
}


class TrendList:
    """Rows of a place for one user, as an address asks for them; what makes no sense does not exist."""

    def __init__(self, place: Jurisdiction | School, user: User, query: Mapping[str, str]):
        self.place, self.user, self.query = place, user, query
        self.is_school = isinstance(place, School)
        self.asked = {name: query[name] for name in _NARROWED if query.get(name)}
        if any(value not in _NARROWED[name]() for name, value in self.asked.items()):
            raise Http404
        self.scope = Scope(place, user, self.asked)

    @cached_property
    def rows(self) -> QuerySet:
        """Every row."""
        raise NotImplementedError

    @cached_property
    def page(self) -> Page:
        """One page of them."""
        return Paginator(self.rows, PAGE_SIZE).get_page(self.query.get("page"))

    @property
    def narrowed(self) -> list[str]:
        """What the list is narrowed by, in words."""
        labels = {
            "stage": dict(Stage.choices),
            "form": dict(SchoolForm.choices),
            "ownership": dict(Ownership.choices),
            "severity": dict(Severity.choices),
            "chapter": dict(chapters()),
            "rule": {code: f"{code} {rule.name}" for code, rule in all_rules().items()},
        }
        return [str(labels[name][value]) for name, value in self.asked.items()]

    def _day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.query.get(name, ""))
        except ValueError:
            raise Http404 from None


class FindingsList(TrendList):
    """Findings that stood, were waived, were found or were mended."""

    def __init__(self, place: Jurisdiction | School, user: User, query: Mapping[str, str]):
        super().__init__(place, user, query)
        self.kind, self.first, self.end = query.get("kind", ""), self._day("begin"), self._day("end")
        if self.kind not in findings.KINDS or self.first >= self.end:
            raise Http404
        self.day = structure.Step(self.first, self.end, "").day

    @cached_property
    def rows(self) -> QuerySet:
        """The spells, with schools by name."""
        found = self.scope.spells.filter(findings.condition(self.kind, self.first, self.end))
        order = ("school__sort_key", "school__code", "rule", "finding__subject_number", "pk")
        return with_finding(found, "jurisdiction").order_by(*order)

    @property
    def title(self) -> str:
        """What is listed."""
        if self.kind in (findings.STANDING, findings.WAIVED):
            says = _("%(day)s 已豁免的检查发现") if self.kind == findings.WAIVED else _("%(day)s 的检查发现")
            return says % {"day": self.day.isoformat()}
        says = (
            _("%(first)s 至 %(last)s 新发现")
            if self.kind == findings.FOUND
            else _("%(first)s 至 %(last)s 消除")
        )
        return says % {"first": self.first.isoformat(), "last": self.day.isoformat()}

    @cached_property
    def shown(self) -> list[tuple[FindingSpell, str, str]]:
        """The spells of the page with the names of rules and subjects."""
        names = all_rules()
        spells = list(self.page.object_list)
        subjects = {finding.pk: finding.subject_name for finding in findings_of(spells)}
        return [
            (one, str(names[one.rule].name) if one.rule in names else "", subjects[one.finding_id])
            for one in spells
        ]


class SchoolsList(TrendList):
    """Schools by what they measured on a day."""

    def __init__(self, place: Jurisdiction | School, user: User, query: Mapping[str, str]):
        super().__init__(place, user, dict(query.items()))
        self.asked = {name: value for name, value in self.asked.items() if name in OF_SCHOOLS}
        self.kind, self.value, self.day = query.get("kind", ""), query.get("value", ""), self._day("day")
        known = {structure.HEADS: Heads.values, structure.VACANT: Role.values}.get(self.kind, ("",))
        if self.kind not in structure.KINDS or self.value not in known:
            raise Http404

    @cached_property
    def rows(self) -> QuerySet:
        """The figures, with schools by name; ``seats`` are the empty ones of the role asked for."""
        found = self.scope.figures.filter(structure.condition(self.kind, self.day, self.value))
        is_vacant = self.kind == structure.VACANT
        seats = structure.empty_seats(self.value) if is_vacant else Value(0)
        found = found.annotate(seats=seats).select_related("school__jurisdiction")
        return found.order_by("school__sort_key", "school__code")

    @property
    def title(self) -> str:
        """What is listed."""
        says = {
            structure.MEASURED: _("已检查的学校"),
            structure.COVERED: _("基本单元全部覆盖的学校"),
            structure.BELOW: _("基本单元没有全部覆盖的学校"),
            structure.HEADS: str(dict(Heads.choices).get(self.value, "")),
            structure.VACANT: _("%(role)s有空缺的学校") % {"role": dict(Role.choices).get(self.value, "")},
        }[self.kind]
        return _("%(day)s %(what)s") % {"day": self.day.isoformat(), "what": says}

    @cached_property
    def seats(self) -> int | None:
        """How many empty seats the schools have together; None where seats are not asked for."""
        if self.kind != structure.VACANT:
            return None
        return self.rows.order_by().aggregate(n=Sum("seats"))["n"] or 0

    @property
    def shown(self) -> list[SchoolFigures]:
        """The figures of the page."""
        return list(self.page.object_list)


class TermsList(TrendList):
    """Terms that are due in a stretch of days."""

    def __init__(self, place: Jurisdiction | School, user: User, query: Mapping[str, str], on: date):
        super().__init__(place, user, query)
        self.on = on
        self.first = self._day("begin") if query.get("begin") else None
        self.end = self._day("end")

    @cached_property
    def rows(self) -> QuerySet:
        """The terms, the earliest due first."""
        found = structure.current_terms(self.scope.terms, self.on)
        found = found.filter(structure.due_between(self.first, self.end))
        return found.select_related("organization__school").order_by(F("due"), "organization__number")

    @property
    def title(self) -> str:
        """What is listed."""
        last = structure.Step(self.end, self.end, "").day.isoformat()
        if self.first is None:
            return _("%(last)s 以前应当换届的党组织") % {"last": last}
        return _("%(first)s 至 %(last)s 届满的党组织") % {"first": self.first.isoformat(), "last": last}

    @property
    def shown(self) -> list[Term]:
        """The terms of the page."""
        return list(self.page.object_list)
