"""What a report takes from a run of schools, as rows of JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.models import Finding
from governance.presentation.filters import ORG_TYPES, with_counts, with_org_type
from governance.rules.catalogue import all_rules
from governance.rules.texts import mend, sentence, source_text
from oversight.choices.report import ReportKind
from schools.choices import Stage
from schools.models import School

#: Schools gathered at a time: a report that is called off stops after so many.
CHUNK = 200

SCHOOL_COLUMNS = (
    gettext_noop("学校标识码"),
    gettext_noop("学校"),
    gettext_noop("学段"),
    gettext_noop("党组织"),
    gettext_noop("应当整改"),
    gettext_noop("需要核实"),
    gettext_noop("提示"),
    gettext_noop("已豁免"),
    gettext_noop("基本单元"),
    gettext_noop("已覆盖"),
    gettext_noop("检查日期"),
)
FINDING_COLUMNS = (
    gettext_noop("行政区划"),
    gettext_noop("学校标识码"),
    gettext_noop("学校"),
    gettext_noop("规则"),
    gettext_noop("规则名称"),
    gettext_noop("程度"),
    gettext_noop("对象"),
    gettext_noop("发现"),
    gettext_noop("怎样整改"),
    gettext_noop("依据"),
    gettext_noop("首次发现"),
    gettext_noop("最近一次确认"),
    gettext_noop("已豁免"),
    gettext_noop("再次出现次数"),
)


def gather(kind: str, school_ids: Sequence[int], on: date) -> list[list[Any]]:
    """Return the rows of the schools, in the order of their codes, in a fixed number of queries."""
    return _findings(school_ids) if kind == ReportKind.FINDINGS else _schools(school_ids, on)


def _schools(school_ids: Sequence[int], on: date) -> list[list[Any]]:
    waived = Count("findings", filter=Q(findings__closed_on=None, findings__is_waived=True))
    found = with_counts(with_org_type(School.objects.filter(pk__in=school_ids), on))
    names = {code: str(name) for code, name in ORG_TYPES}
    rows = found.annotate(waived=waived).select_related("check_result").order_by("code")
    return [[*_about(school, names), *_counted(school), *_checked(school)] for school in rows]


def _about(school: Any, org_types: dict[str, str]) -> list[str]:
    stages = _("、").join(str(Stage(stage).label) for stage in school.stages)
    return [school.code, school.name, stages, org_types[school.org_type]]


def _counted(school: Any) -> list[int]:
    return [school.errors, school.warnings, school.infos, school.waived]


def _checked(school: Any) -> list[Any]:
    check = getattr(school, "check_result", None)
    return [check.base_units, check.covered_units, check.on.isoformat()] if check else [0, 0, ""]


def _findings(school_ids: Sequence[int]) -> list[list[Any]]:
    found = Finding.objects.filter(school__in=school_ids, closed_on=None)
    rows = found.select_related("school__jurisdiction").order_by("school__code", "rule", "subject_number")
    return [_finding(finding) for finding in rows]


def _finding(finding: Finding) -> list[Any]:
    rule = all_rules().get(finding.rule)
    said = (finding.rule, finding.variant, finding.evidence)
    return [
        finding.school.jurisdiction.name,
        finding.school.code,
        finding.school.name,
        finding.rule,
        str(rule.name) if rule else "",
        str(finding.get_severity_display()),
        finding.subject_name,
        sentence(*said),
        mend(*said),
        _("；").join(source_text(source) for source in rule.sources) if rule else "",
        finding.first_seen.isoformat(),
        finding.last_seen.isoformat(),
        _("是") if finding.is_waived else "",
        finding.reopened,
    ]
