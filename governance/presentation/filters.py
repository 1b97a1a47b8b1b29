"""Narrowing the schools of a jurisdiction: what was asked, as a form, and the schools that answer."""

import re
from datetime import date

from django import forms
from django.db.models import Case, CharField, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from governance.choices import LIVE_STATES, OrgLevel, OrgType, Outcome, Severity
from governance.models import (
    Affiliation,
    JointCoverage,
    OrganizationStatus,
    PartyOrganization,
    SchoolCheck,
    SchoolFigures,
)
from governance.presentation.chapters import chapters
from governance.presentation.standing import standing, waived
from governance.presentation.types_then import type_on
from governance.rules.catalogue import in_reading_order
from schools.choices import Ownership, SchoolForm, Stage

ANY = [("", _("全部"))]
OWN_TYPES = (OrgType.COMMITTEE, OrgType.GENERAL_BRANCH, OrgType.BRANCH)
#: In place of a severity: the findings that are waived.
WAIVED = Outcome.WAIVED.value
ORG_TYPES = [
    *[(value.value, value.label) for value in OWN_TYPES],
    ("joint", _("联合党支部覆盖")),
    ("attached", _("挂靠")),
    ("none", _("未覆盖")),
]
SORTS = {
    "-errors": _("应当整改最多"),
    "-warnings": _("需要核实最多"),
    "name": _("名称"),
    "code": _("标识码"),
}
ORDERS = {
    "-errors": ("-errors", "-warnings", "-infos", "sort_key", "code"),
    "-warnings": ("-warnings", "-errors", "sort_key", "code"),
    "name": ("sort_key", "code"),
    "code": ("code",),
}
#: Latin letters are read as initials of the pinyin, so "yxzx" finds 云溪中学.
INITIALS = re.compile(r"^[A-Za-z]{1,12}$")


class SchoolFilter(forms.Form):
    """What a district official may narrow the list by; nothing given means all."""

    q = forms.CharField(label=_("学校"), required=False, max_length=60)
    stage = forms.ChoiceField(label=_("学段"), required=False, choices=[*ANY, *Stage.choices])
    form = forms.ChoiceField(label=_("办学形式"), required=False, choices=[*ANY, *SchoolForm.choices])
    ownership = forms.ChoiceField(label=_("办别"), required=False, choices=[*ANY, *Ownership.choices])
    org_type = forms.ChoiceField(label=_("党组织类型"), required=False, choices=[*ANY, *ORG_TYPES])
    chapter = forms.ChoiceField(label=_("类别"), required=False)
    rule = forms.ChoiceField(label=_("规则"), required=False)
    severity = forms.ChoiceField(
        label=_("程度"), required=False, choices=[*ANY, *Severity.choices, (WAIVED, Outcome.WAIVED.label)]
    )
    coverage = forms.ChoiceField(
        label=_("基本单元"), required=False, choices=[*ANY, ("below", _("没有全部覆盖"))]
    )
    sort = forms.ChoiceField(label=_("排序"), required=False, choices=SORTS.items())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rules = [(rule.code, f"{rule.code} {rule.name}") for rule in in_reading_order()]
        self.fields["rule"].choices = [*ANY, *rules]
        self.fields["chapter"].choices = [*ANY, *chapters()]
        for field in self.fields.values():
            is_choice = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = (
                "form-select form-select-sm" if is_choice else "form-control form-control-sm"
            )

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and understood; what makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def narrow(self, schools: QuerySet, seen_on: date | None = None) -> QuerySet:
        """Return the schools that answer; ``seen_on`` asks for the findings and figures of that day."""
        asked = self.asked
        schools = schools.filter(_about(asked, seen_on)) if asked else schools
        wanted = finding_condition(asked)
        waived_only = asked.get("severity") == WAIVED
        if wanted or waived_only:
            found = waived(seen_on) if waived_only else standing(seen_on)
            schools = schools.filter(pk__in=found.filter(wanted).order_by().values("school"))
        return schools

    def ordered(self, schools: QuerySet, seen_on: date | None = None) -> QuerySet:
        """Return the schools, with their counts, in the order asked for."""
        return with_counts(schools, seen_on).order_by(*ORDERS[self.asked.get("sort", "-errors")])


def finding_condition(asked: dict[str, str]) -> Q:
    """Return which findings were asked for."""
    condition = Q()
    if "rule" in asked:
        condition &= Q(rule=asked["rule"])
    if "chapter" in asked:
        condition &= Q(rule__startswith=f"{asked['chapter'].upper()}-")
    if asked.get("severity", WAIVED) != WAIVED:
        condition &= Q(severity=asked["severity"])
    return condition


def _about(asked: dict[str, str], seen_on: date | None) -> Q:
    condition = Q()
    if "q" in asked:
        condition &= search(asked["q"])
    if "stage" in asked:
        condition &= Q(stages__contains=[asked["stage"]])
    if "coverage" in asked:
        condition &= _not_covered(seen_on)
    for name in ("form", "ownership", "org_type"):
        if name in asked:
            condition &= Q(**{name: asked[name]})
    return condition


def _not_covered(seen_on: date | None) -> Q:
    below = Q(covered_units__lt=F("base_units"))
    measured = SchoolCheck.objects.all() if seen_on is None else SchoolFigures.objects.as_of(seen_on)
    return Q(pk__in=measured.filter(below).order_by().values("school"))


def search(text: str) -> Q:
    """Return the schools whose name or code holds the text, or whose pinyin has these initials."""
    condition = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__startswith=text)
    if INITIALS.match(text):
        words = " ".join(f"{letter}[a-z0-9]*" for letter in text.lower())
        condition |= Q(sort_key__iregex=rf"(^| ){words}")
    return condition


def with_org_type(schools: QuerySet, on: date, *, past: bool = False) -> QuerySet:
    """Annotate ``org_type``: the school's own organisation on ``on``, or how it is covered without one.

    In the ``past``, types are those of the day.
    """
    meant = {"school__in": schools.order_by().values("pk")}
    then = type_on(Q(**meant), on if past else None)
    # Sets of schools, each asked once for all: a question for each school takes twenty times as long.
    at_work = OrganizationStatus.objects.as_of(on).filter(state__in=LIVE_STATES).order_by()
    own = PartyOrganization.objects.alias(type_then=then).order_by()
    own = own.filter(**meant, level=OrgLevel.SCHOOL, pk__in=at_work.values("organization"))
    joint = JointCoverage.objects.as_of(on).filter(**meant, organization__in=at_work.values("organization"))
    attached = Affiliation.objects.as_of(on).filter(**meant, kind="attached")
    kinds = {value.value: own.filter(type_then=value) for value in OWN_TYPES}
    kinds |= {"joint": joint.order_by(), "attached": attached.order_by()}
    cases = [When(pk__in=rows.values("school"), then=Value(code)) for code, rows in kinds.items()]
    return schools.annotate(org_type=Case(*cases, default=Value("none"), output_field=CharField()))


def with_counts(schools: QuerySet, seen_on: date | None = None) -> QuerySet:
    """Annotate how many findings of each severity a school has, or had on ``seen_on``, and waived ones."""
    if seen_on is None:
        then = FilteredRelation("findings", condition=Q(findings__closed_on=None))
    else:
        then = FilteredRelation("finding_spells", condition=Q(finding_spells__period__contains=seen_on))
    names = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
    return schools.annotate(
        failing=then,
        **{
            name: Count("failing", filter=Q(failing__severity=value, failing__is_waived=False))
            for name, value in names.items()
        },
        waived=Count("failing", filter=Q(failing__is_waived=True)),
    )
