"""A name that is sent twice, or in another place than it belongs, means one thing only."""

import pytest

from governance.models import Plan
from tests import factories
from tests.security.hostile.addresses import doors

pytestmark = pytest.mark.django_db
EARLY, LATE = "2001-01-01", "2026-01-01"


def shown_on(client, address, query):
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200
    return answer.context["page"].day.on


def test_the_last_of_several_counts(place, inside):
    address = doors(place)["governance:school"]
    early, late = (shown_on(inside, address, f"on={day}") for day in (EARLY, LATE))
    assert early != late

    assert shown_on(inside, address, f"on={EARLY}&on={LATE}") == late
    assert shown_on(inside, address, f"on={LATE}&on={EARLY}") == early


def test_what_stands_in_the_address_is_no_part_of_a_form(place, inside):
    address = doors(place)["governance:plan_new"]
    number = Plan.objects.count()

    answer = inside.post(f"{address}?title=evil&effective_on={LATE}", {"purpose": "演示"})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert Plan.objects.count() == number

    sent = {"title": "演示方案", "effective_on": "2026-12-01"}
    assert inside.post(f"{address}?title=evil&effective_on={LATE}", sent).status_code == 302
    plan = Plan.objects.latest("pk")
    assert Plan.objects.count() == number + 1
    assert (plan.title, plan.effective_on.isoformat()) == ("演示方案", "2026-12-01")


def test_what_stands_in_a_form_is_no_part_of_the_address(place, inside):
    address = doors(place)["governance:plan_new"]
    sent = {"title": "演示方案", "effective_on": "2026-12-01"}
    other, number = factories.school(), Plan.objects.count()

    assert inside.post(address, sent | {"code": other.code, "school": other.pk}).status_code == 302

    plan = Plan.objects.latest("pk")
    assert (Plan.objects.count(), plan.title, plan.school.code) == (number + 1, "演示方案", place["school"])
