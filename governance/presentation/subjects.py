"""From a finding's natural key to the body it speaks about."""

from collections import defaultdict
from collections.abc import Iterable

from governance.choices import BodyKind, Severity, SubjectKind
from governance.models import Finding

#: Kind of the body and its register number (a school's code).
Body = tuple[str, str]
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def body_of_finding(finding: Finding) -> Body:
    """Return the body to which a person would go to look at the finding."""
    number = finding.subject_number
    if finding.subject_kind == SubjectKind.TERM:
        return (BodyKind.ORGANIZATION.value, number.split("@")[0])
    if finding.subject_kind == SubjectKind.ASSIGNMENT:
        kind, body, *_rest = number.split(":")
        return (kind, body)
    return (str(finding.subject_kind), number)


def findings_by_body(findings: Iterable[Finding]) -> dict[Body, list[Finding]]:
    """Return the findings grouped by body, the worst first."""
    found: dict[Body, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[body_of_finding(finding)].append(finding)
    for group in found.values():
        group.sort(key=lambda finding: ORDER[Severity(finding.severity)])
    return found
