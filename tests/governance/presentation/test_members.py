"""The pages count members as the facts do."""

from datetime import date, timedelta
from itertools import product

import pytest

from governance.choices import MemberStage
from governance.domain.facts.stages import stage_on
from governance.presentation.members import Members, stage_conditions
from schools.choices import PoliticalStatus
from schools.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
ON = factories.ON
DAYS = (None, ON - timedelta(days=400), ON, ON + timedelta(days=1))


def test_the_conditions_agree_with_the_facts_on_every_combination_of_dates():
    school = factories.school()
    status = (PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY, PoliticalStatus.LEAGUE)
    for number, (s, joined, full, left, died) in enumerate(
        product(status, DAYS, DAYS, (None, ON, ON + timedelta(days=1)), (None, ON))
    ):
        if joined and full and full < joined:
            continue
        factories.person(
            school,
            name=str(number),
            political_status=s,
            joined_on=joined,
            full_on=full,
            party_left_on=left,
            died_on=died,
        )

    conditions = dict(zip(("full", "probationary", "member"), stage_conditions(ON), strict=True))
    found = {
        name: set(Person.objects.filter(q).values_list("pk", flat=True)) for name, q in conditions.items()
    }

    stages = {person.pk: stage_on(person, ON) for person in Person.objects.all()}
    assert found["full"] == {pk for pk, stage in stages.items() if stage == MemberStage.FULL}
    assert found["probationary"] == {pk for pk, stage in stages.items() if stage == MemberStage.PROBATIONARY}
    assert found["member"] == {pk for pk, stage in stages.items() if stage != MemberStage.NONE}
    assert len(set(stages.values())) == 4


def test_members_add_up_and_speak():
    total = Members(2, 1, 0) + Members(3, 0, 4)

    assert (total, total.total) == (Members(5, 1, 4), 10)
    assert str(total) == "正式党员5人、预备党员1人、资料不全4人"
    assert str(Members(3)) == "正式党员3人"


def test_the_day_is_an_argument():
    school = factories.school()
    factories.person(
        school, political_status=PoliticalStatus.FULL, joined_on=date(2020, 1, 1), full_on=date(2021, 1, 1)
    )

    counts = [Person.objects.filter(stage_conditions(date(year, 6, 1))[0]).count() for year in (2020, 2021)]

    assert counts == [0, 1]
