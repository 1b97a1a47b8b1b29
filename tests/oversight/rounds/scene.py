"""A county with three schools that have findings, one of them none."""

from dataclasses import dataclass

from accounts.models import User
from governance.models import Finding
from schools.models import Jurisdiction, School
from tests import factories


@dataclass
class Scene:
    """Schools by what the rules found in them."""

    place: Jurisdiction
    official: User
    faulty: School
    other: School
    clean: School
    findings: list[Finding]


def scene() -> Scene:
    """Return the county; the findings are on record, no check has been run."""
    faulty, other, clean = (factories.school() for _ in range(3))
    findings = [
        factories.finding(faulty, "ORG-005"),
        factories.finding(faulty, "TERM-002", evidence={"school": faulty.name, "person_ids": [1]}),
        factories.finding(faulty, "SEC-001", is_waived=True),
        factories.finding(other, "ORG-005"),
    ]
    official = factories.grant(factories.user(), faulty.jurisdiction).user
    return Scene(faulty.jurisdiction, official, faulty, other, clean, findings)


def counted(tally) -> tuple[int, int, int, int, int]:
    """Return then, still, mended, waived, new."""
    return tally.then, tally.still, tally.mended, tally.waived, tally.new
