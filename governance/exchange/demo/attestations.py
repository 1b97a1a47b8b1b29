"""What was attested at the demo schools: most rules obeyed, some not, some not checked for too long."""

from datetime import timedelta
from random import Random

from governance.choices import Conclusion
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.organizations import DemoSchool
from governance.models import Attestation
from governance.rules.catalogue import in_reading_order
from governance.rules.declaration import Rule
from governance.rules.vocabulary import add_months
from schools.periods import open_period

ATTESTER = "演示核查组"
#: In a hundred: how often a rule was attested at all, and how often it was then found broken.
_ATTESTED, _BROKEN = 70, 5
_LONGEST_AGO = 240


def add_attestations(sheet: Sheet, demo: DemoSchool) -> None:
    """Add what the county's people attested at the school; schools without an organisation were not asked."""
    if demo.own is None:
        return
    rng = Random(demo.school.code)  # noqa: S311 -- the same county every time
    for rule in in_reading_order():
        if rule.is_attested and rng.randrange(100) < _ATTESTED:
            sheet.add(_attestation(sheet, rng, demo, rule))


def _attestation(sheet: Sheet, rng: Random, demo: DemoSchool, rule: Rule) -> Attestation:
    start = sheet.on - timedelta(days=rng.randrange(1, _LONGEST_AGO))
    is_broken = rng.randrange(100) < _BROKEN
    return Attestation(
        school=demo.school,
        rule=rule.code,
        conclusion=Conclusion.FAIL if is_broken else Conclusion.PASS,
        attester=ATTESTER,
        note="演示：查阅记录，有缺漏" if is_broken else "",
        document_number="演示核查记录",
        period=open_period(start, add_months(start, rule.attested_months)),
    )
