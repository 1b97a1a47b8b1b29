"""What divisions set, what rules found, and what was waived."""

from datetime import date
from typing import Any

from governance.choices import (
    Conclusion,
    Enforcement,
    Severity,
    SubjectKind,
)
from governance.models import (
    Attestation,
    Finding,
    RuleEnforcement,
    RuleParameter,
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
    """Return an open finding of the rule on the school."""
    defaults = {
        "severity": Severity.WARNING,
        "subject_kind": SubjectKind.SCHOOL,
        "subject_number": school.code,
        "subject_name": school.name,
        "evidence": {"school": school.name},
        "first_seen": date(2026, 5, 1),
        "last_seen": ON,
    }
    return Finding.objects.create(school=school, rule=rule, **{**defaults, **changes})


def attestation(school: School, rule: str = "LIF-001", **changes: Any) -> Attestation:
    """Return what was attested about the rule, by default that the school obeys it, for half a year."""
    period = open_period(changes.pop("start", date(2026, 5, 1)), changes.pop("end", date(2026, 11, 1)))
    defaults = {"conclusion": Conclusion.PASS, "attester": "演示核查组"}
    return Attestation.objects.create(school=school, rule=rule, period=period, **{**defaults, **changes})
