"""What divisions set, what rules found, and what was waived."""

from datetime import date
from typing import Any

from governance.choices import (
    Conclusion,
    Enforcement,
    Heads,
    SchoolOrg,
    Severity,
    SubjectKind,
)
from governance.models import (
    Attestation,
    Finding,
    FindingSpell,
    RuleEnforcement,
    RuleParameter,
    SchoolFigures,
    StructureReview,
    Waiver,
)
from schools.models import School
from schools.periods import open_period
from tests.factories.days import ON
from tests.factories.register import county


def parameter(
    name: str, value: Any, place=None, *, start: date = date(2024, 1, 1), end=None
) -> RuleParameter:
    """Let a division, by default the county, set a parameter; ``value`` is as JSON keeps it."""
    return RuleParameter.objects.create(
        jurisdiction=place or county(),
        name=name,
        value=value,
        document_number="演示文件〔2024〕1号",
        period=open_period(start, end),
    )


def enforcement(rule: str, level: Enforcement, place=None, *, start=date(2024, 1, 1), end=None):
    """Let a division, by default the county, set how a rule is enforced."""
    return RuleEnforcement.objects.create(
        jurisdiction=place or county(),
        rule=rule,
        level=level,
        document_number="演示文件〔2024〕2号",
        period=open_period(start, end),
    )


def waiver(
    school: School, rule: str, subject_kind: SubjectKind, subject_number: str, **changes: Any
) -> Waiver:
    """Waive a finding of the school for the year 2026."""
    period = open_period(changes.pop("start", date(2026, 1, 1)), changes.pop("end", date(2027, 1, 1)))
    defaults = {"reason": "演示理由", "approver": "演示批准单位", "document_number": "演示〔2026〕3号"}
    return Waiver.objects.create(
        school=school,
        rule=rule,
        subject_kind=subject_kind,
        subject_number=subject_number,
        period=period,
        **{**defaults, **changes},
    )


def finding(school: School, rule: str = "ORG-005", **changes: Any) -> Finding:
    """Return an open finding of the rule on the school, with the spell it has been standing for."""
    defaults = {
        "severity": Severity.WARNING,
        "subject_kind": SubjectKind.SCHOOL,
        "subject_number": school.code,
        "subject_name": school.name,
        "evidence": {"school": school.name},
        "first_seen": date(2026, 5, 1),
        "last_seen": ON,
    }
    found = Finding.objects.create(school=school, rule=rule, **{**defaults, **changes})
    if found.closed_on is None or found.closed_on > found.first_seen:
        spell(found, found.first_seen, found.closed_on, mended=found.closed_on is not None)
    return found


def attestation(school: School, rule: str = "LIF-001", **changes: Any) -> Attestation:
    """Return what was attested about the rule, by default that the school obeys it, for half a year."""
    period = open_period(changes.pop("start", date(2026, 5, 1)), changes.pop("end", date(2026, 11, 1)))
    defaults = {"conclusion": Conclusion.PASS, "attester": "演示核查组"}
    return Attestation.objects.create(school=school, rule=rule, period=period, **{**defaults, **changes})


def review(school: School, on: date = ON, note: str = "演示-2026") -> StructureReview:
    """Return the review of the school's structure as it was on the day."""
    return StructureReview.objects.get_or_create(school=school, reviewed_on=on, defaults={"note": note})[0]


def spell(finding: Finding, start: date, end=None, *, mended: bool = False, **changes: Any) -> FindingSpell:
    """Let the finding have stood from ``start``, as it is now unless ``changes`` say how it was."""
    said = {name: getattr(finding, name) for name in ("school", "rule", "severity", "is_waived")}
    ended = {"mended_on": end if mended else None}
    row = {**said, "opened_on": start, "period": open_period(start, end), **ended, **changes}
    return FindingSpell.objects.create(finding=finding, **row)


def figures(school: School, start: date = date(2026, 5, 1), end=None, **changes: Any) -> SchoolFigures:
    """Let the checks have counted this at the school."""
    defaults = {"heads": Heads.SEPARATE, "org_type": SchoolOrg.BRANCH}
    return SchoolFigures.objects.create(
        school=school, period=open_period(start, end), **{**defaults, **changes}
    )
