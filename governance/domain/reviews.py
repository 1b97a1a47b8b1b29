"""Put on record that the structure of a school was gone through."""

from datetime import date

from django.db import transaction

from governance.compliance.reconcile import reconcile_many
from governance.domain.facts import load_facts
from governance.domain.locks import lock_schools
from governance.models import StructureReview
from governance.rules.judging import judge
from schools.models import School

#: The rule that asks for it.
RULE = "ORG-028"


@transaction.atomic
def review_record(*, school: School, on: date, today: date, note: str = "") -> StructureReview:
    """Record that the structure of ``on`` was found in order, and judge the rule that asks for it anew.

    Nothing of the structure changes, so that plans stay as they were approved. The caller has made sure
    that whoever says so decides about the school.
    """
    lock_schools([school.pk])
    review, _made = StructureReview.objects.update_or_create(
        school=school, reviewed_on=on, defaults={"note": note}
    )
    facts = load_facts([school.pk], today)
    judged = {pk: judge(one, [RULE]) for pk, one in facts.items()}
    reconcile_many(facts, judged, today, codes=[RULE])
    return review
