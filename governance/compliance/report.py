"""Reports of a check as text for people and as JSON for programs, written while the check runs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import Outcome, Severity
from governance.compliance.checks import UNATTESTED
from governance.compliance.sweep import Found, SchoolReport
from governance.rules.texts import mend, sentence


def json_lines(reports: Iterable[SchoolReport]) -> Iterator[str]:
    """Yield the lines of one JSON array with an object per finding."""
    yield "["
    pending = ""
    for report in reports:
        for found in report.found:
            if pending:
                yield pending + ","
            pending = json.dumps(as_object(report, found), ensure_ascii=False)
    if pending:
        yield pending
    yield "]"


def as_object(report: SchoolReport, found: Found) -> dict[str, Any]:
    """Return the finding for programs; the keys are a promise and only ever grow."""
    judgement, result = found.judgement, found.judgement.result
    return {
        "rule": judgement.rule,
        "severity": result.severity,
        "status": result.outcome,
        "school": {"code": report.school.code, "name": report.school.name},
        "subject": {
            "kind": judgement.subject_kind,
            "key": judgement.subject_number,
            "name": judgement.subject_name,
        },
        "sentence": sentence(judgement.rule, result.variant, result.evidence),
        "mend": mend(judgement.rule, result.variant, result.evidence),
        "evidence": dict(result.evidence),
        "first_seen": found.first_seen.isoformat() if found.first_seen else None,
    }


def text_lines(reports: Iterable[SchoolReport]) -> Iterator[str]:
    """Yield the findings grouped by school, with totals; schools in good order are only counted."""
    totals: Counter[str] = Counter()
    for report in reports:
        totals.update(_counts(report), schools=1, clean=not report.found)
        if report.found:
            yield f"{report.school.code} {report.school.name}  {_summary(_counts(report))}"
            for found in report.found:
                yield from _finding_lines(found)
            yield ""
    yield _("共检查学校{schools}所，其中{clean}所没有发现问题。").format(
        schools=totals["schools"], clean=totals["clean"]
    )
    yield _("合计：{summary}").format(summary=_summary(totals))


def _finding_lines(found: Found) -> Iterator[str]:
    judgement, result = found.judgement, found.judgement.result
    label = result.outcome.label if found.is_waived else (result.severity or Severity.INFO).label
    since = _("（{day}首次发现）").format(day=found.first_seen) if found.first_seen else _("（尚未记录）")
    said = sentence(judgement.rule, result.variant, result.evidence)
    yield f"  [{label}] {judgement.rule} {said}{since}"
    if how := mend(judgement.rule, result.variant, result.evidence):
        yield _("      整改：{how}").format(how=how)


def _counts(report: SchoolReport) -> dict[str, int]:
    counts = {severity.value: report.count(severity) for severity in Severity}
    return {
        **counts,
        Outcome.WAIVED.value: report.waived,
        **{kind: report.outcomes.get(kind, 0) for kind in (Outcome.UNKNOWN.value, UNATTESTED)},
    }


def _summary(counts: dict[str, int]) -> str:
    labels = {kind.value: kind.label for kind in (*Severity, Outcome.WAIVED, Outcome.UNKNOWN)}
    labels[UNATTESTED] = _("待核实")
    return _("、").join(_("{label}{n}").format(label=label, n=counts[kind]) for kind, label in labels.items())
