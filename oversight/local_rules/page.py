"""What the pages about values and levels of a jurisdiction show."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Verdict, may_edit_jurisdiction
from governance.domain.facts.parameters import PARAMETER
from governance.models import Finding
from governance.presentation.jurisdiction_page import schools_inside
from governance.rules.catalogue import all_rules, in_reading_order
from governance.rules.declaration import Rule
from governance.rules.parameters import PARAMETERS, Stricter
from governance.rules.texts import sentence
from oversight.local_rules.preview import BETTER, SEVERITY, WORSE, Difference, Preview, preview
from oversight.local_rules.setting import Setting, rows_of
from oversight.local_rules.steps import Line, Stored, level_lines, parameter_lines
from schools.models import Jurisdiction

PAGE_SIZE = 50
DIRECTIONS: dict[Stricter, Any] = {
    Stricter.FIXED: _("由规定确定，不能修改"),
    Stricter.DOWN: _("只能改小（更严）"),
    Stricter.UP: _("只能改大（更严）"),
    Stricter.EARLIER: _("只能改早（更严）"),
    Stricter.SUPERSET: _("只能增加"),
    Stricter.FREE: _("不限方向"),
}
KINDS: dict[str, Any] = {WORSE: _("新增不符合"), BETTER: _("转为符合"), SEVERITY: _("程度改变")}


class LocalRules:
    """Every parameter and every level as they hold at a place."""

    def __init__(self, place: Jurisdiction, user: User, today: date, asked: dict[str, str]):
        self.place, self.user, self.today = place, user, today
        self.only_set = asked.get("set") == "1"
        self.chapter = asked.get("chapter", "")

    @cached_property
    def parameters(self) -> list[Line]:
        """The parameters."""
        return self._narrowed(parameter_lines(self.place, self.today))

    @cached_property
    def levels(self) -> list[Line]:
        """The levels."""
        return self._narrowed(level_lines(self.place, self.today))

    @property
    def may_set(self) -> Verdict:
        """Whether the reader acts for the place."""
        return may_edit_jurisdiction(self.user, self.place)

    def _narrowed(self, lines: list[Line]) -> list[Line]:
        return [line for line in lines if not self.only_set or line.steps or line.coming]


class LocalSetting:
    """One parameter or level at a place: where it comes from, its history, and what a new one would do."""

    def __init__(self, place: Jurisdiction, user: User, today: date, kind: str, code: str):
        self.place, self.user, self.today, self.kind, self.code = place, user, today, kind, code

    @cached_property
    def line(self) -> Line:
        """How it holds."""
        if self.kind == PARAMETER:
            return parameter_lines(self.place, self.today, [self.code])[0]
        return level_lines(self.place, self.today, [self.code])[0]

    @property
    def direction(self) -> str:
        """Which way a jurisdiction may move it."""
        return str(DIRECTIONS[PARAMETERS[self.code].stricter]) if self.kind == PARAMETER else ""

    @property
    def span(self) -> tuple[Any, Any] | None:
        """Between which numbers it may be set at all."""
        parameter = PARAMETERS[self.code] if self.kind == PARAMETER else None
        return None if parameter is None or parameter.least is None else (parameter.least, parameter.most)

    @property
    def rules(self) -> list[Rule]:
        """The rules it is about."""
        if self.kind == PARAMETER:
            return [rule for rule in in_reading_order() if self.code in rule.parameters]
        return [all_rules()[self.code]]

    @cached_property
    def history(self) -> list[Stored]:
        """Everything the place ever set, the newest first."""
        return list(rows_of(self.place, self.kind, self.code).order_by("-period"))

    @property
    def newest(self) -> int:
        """The key of what the place set last; 0 if nothing."""
        return max((row.pk for row in self.history), default=0)

    @property
    def may_set(self) -> Verdict:
        """Whether the reader acts for the place."""
        return may_edit_jurisdiction(self.user, self.place)

    @cached_property
    def failing(self) -> int:
        """How many schools below fail the rule of a level now, waived or not."""
        schools = schools_inside(self.place, self.user).values("pk")
        found = Finding.objects.filter(rule=self.code, closed_on=None, school__in=schools)
        return found.values("school").distinct().count()

    def preview(self, setting: Setting) -> Preview:
        """Return what the setting would do."""
        return preview(self.place, schools_inside(self.place, self.user), setting, self.today)


class PreviewPage:
    """A preview as people read it, page by page."""

    def __init__(self, found: Preview, number: Any):
        self.found, self.number = found, number

    @property
    def counts(self) -> list[tuple[str, str, int, int]]:
        """Each way by name, with the number of findings and of schools."""
        return [(kind, str(KINDS[kind]), n, schools) for kind, n, schools in self.found.counts]

    @cached_property
    def page(self) -> Page:
        """One page of the differences."""
        return Paginator(self.found.differences, PAGE_SIZE).get_page(self.number)

    @property
    def rows(self) -> list[tuple[Difference, str, str]]:
        """The differences of the page with their way and their sentence."""
        return [(d, str(KINDS[d.kind]), _said(d)) for d in self.page.object_list]


def _said(difference: Difference) -> str:
    shown = difference.after if difference.after.fails else difference.before
    return sentence(shown.rule, shown.result.variant, shown.result.evidence)
