"""Narrowing findings by what they say and by the work on them."""

from datetime import date

from django import forms
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.choices import Severity
from governance.forms.asking import date_input
from governance.presentation.chapters import chapters
from governance.presentation.filters import ANY, finding_condition, search
from governance.rules.catalogue import in_reading_order
from oversight.choices.case import WORKING_STATES, CaseState
from oversight.models import AT_WORK, with_work
from schools.models import School

OWNERS = [("mine", _("我")), ("some", _("已确定")), ("none", _("未确定"))]
TIMES = [("overdue", _("已逾期")), ("none", _("没有期限")), ("set", _("有期限"))]
SORTS = {
    "due": _("逾期的、期限近的在前"),
    "since": _("发现最早的在前"),
    "severity": _("程度重的在前"),
    "school": _("按学校"),
}
WORST_FIRST = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(Severity)),
    output_field=IntegerField(),
)
_OLDEST = ("first_seen", "pk")
ORDERS = {
    # overdue days lie before all others, so that the day alone puts the overdue first
    "due": (F("due").asc(nulls_last=True), *_OLDEST),
    "since": _OLDEST,
    "severity": (WORST_FIRST, *_OLDEST),
    "school": ("school__sort_key", "school__code", "rule", "pk"),
}


class FindingFilter(forms.Form):
    """What a reader may narrow a list of findings by; nothing given means all that are to be mended."""

    q = forms.CharField(label=_("学校"), required=False, max_length=60)
    chapter = forms.ChoiceField(label=_("类别"), required=False)
    rule = forms.ChoiceField(label=_("规则"), required=False)
    severity = forms.ChoiceField(label=_("程度"), required=False, choices=[*ANY, *Severity.choices])
    work = forms.ChoiceField(
        label=_("办理状态"), required=False, choices=[("", _("全部未消除的")), *CaseState.choices]
    )
    owner = forms.ChoiceField(label=_("责任人"), required=False)
    time = forms.ChoiceField(label=_("期限情况"), required=False, choices=[*ANY, *TIMES])
    due_until = forms.DateField(label=_("期限不晚于"), required=False, widget=date_input())
    since = forms.DateField(label=_("首次发现不晚于"), required=False, widget=date_input())
    sort = forms.ChoiceField(label=_("排序"), required=False, choices=SORTS.items())

    def __init__(self, *args, place=None, owners: QuerySet[User] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(place, School):
            del self.fields["q"]
        rules = [(rule.code, f"{rule.code} {rule.name}") for rule in in_reading_order()]
        self.fields["rule"].choices = [*ANY, *rules]
        self.fields["chapter"].choices = [*ANY, *chapters()]
        people = [(str(user.pk), str(user)) for user in owners] if owners is not None else []
        self.fields["owner"].choices = [*ANY, *OWNERS, *people]
        for field in self.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"

    @property
    def asked(self) -> dict:
        """What was asked and understood; what makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    @property
    def narrows(self) -> bool:
        """Whether anything was asked but the order."""
        return bool(self.asked.keys() - {"sort"})

    def narrow(self, findings: QuerySet, user: User, on: date) -> QuerySet:
        """Return the findings that answer, each with ``work`` and ``due``."""
        asked = self.asked
        condition = finding_condition(asked) & _work(asked) & _time(asked, on) & _owner(asked, user)
        if "q" in asked:
            condition &= Q(school__in=School.objects.filter(search(asked["q"])).values("pk"))
        if "since" in asked:
            condition &= Q(first_seen__lte=asked["since"])
        return with_work(findings).filter(condition)

    def ordered(self, findings: QuerySet) -> QuerySet:
        """Return the findings in the order asked for."""
        return findings.order_by(*ORDERS[self.asked.get("sort", "due")])


def _work(asked: dict) -> Q:
    if "work" not in asked:
        return AT_WORK
    # said of the columns too, so that what is open is found by its index
    state = asked["work"]
    return Q(work=state) & (
        AT_WORK if state in WORKING_STATES else Q(closed_on__isnull=state != CaseState.CLOSED)
    )


def _time(asked: dict, on: date) -> Q:
    condition = {
        "overdue": Q(case__due_on__lt=on, due__lt=on) & AT_WORK,  # the first finds them
        "none": Q(due=None),
        "set": Q(due__isnull=False),
    }.get(asked.get("time", ""), Q())
    return condition & Q(due__lte=asked["due_until"]) if "due_until" in asked else condition


def _owner(asked: dict, user: User) -> Q:
    wanted = asked.get("owner", "")
    if wanted.isdecimal():
        return Q(case__owner=int(wanted))
    return {
        "mine": Q(case__owner=user.pk),
        "some": Q(case__owner__isnull=False),
        "none": Q(case__owner=None),
    }.get(wanted, Q())
