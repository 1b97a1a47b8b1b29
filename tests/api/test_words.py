"""What people say through the API carries no mark of classification, as on the pages."""

import pytest

from governance.models import Plan
from tests import factories
from tests.api.asking import Caller

pytestmark = pytest.mark.django_db
SECRET = "秘密★10年"


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def administrator(school):
    return Caller(factories.grant(factories.user(), school).user)


def begun(school, purpose):
    return {"title": "演示调整", "effective_on": factories.ON.isoformat(), "purpose": purpose}


def test_a_plan_says_what_it_is_for_without_a_mark(school, administrator):
    path = f"/schools/{school.code}/plans"

    taken = administrator.send(path, begun(school, "演示目的"))
    refused = administrator.send(path, begun(school, SECRET))

    assert (taken.status_code, refused.status_code) == (201, 422)
    assert [one["field"] for one in refused.json()["errors"]] == ["body.purpose"]
    assert "秘密★" in refused.json()["detail"]
    assert [plan.purpose for plan in Plan.objects.all()] == ["演示目的"]


def test_an_opinion_carries_none(school, administrator):
    plan = administrator.send(f"/schools/{school.code}/plans", begun(school, "")).json()
    path, version = f"/plans/{plan['id']}/comment", f'"{plan["version"]}"'

    refused = administrator.send(path, {"text": SECRET}, If_Match=version)
    taken = administrator.send(path, {"text": "演示意见"}, If_Match=version)

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "body.text")
    assert taken.status_code == 200
