"""The running server answers as its description says, under three roles."""

from functools import partial

import pytest
import requests

from accounts.models import GrantRole
from api.http.writing.desk import NOUNS
from governance.plans.drafting import plan_create
from schools.models import School
from tests import factories
from tests.api.asking import secret_of
from tests.api.desk import SCENES, version_of
from tests.api.schema_run import Run
from tests.structures import general_branch

ROLES = (GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR, GrantRole.VIEWER)


@pytest.fixture
def school(transactional_db):
    return general_branch().school


@pytest.fixture
def run(live_server, school, settings):
    settings.API_RATE = 10**6

    def as_role(role):
        user = factories.user()
        factories.grant(user, school.jurisdiction if role == GrantRole.OFFICIAL else school, role)
        author = factories.user()
        factories.grant(author, school)
        plan = plan_create(user=author, school=school, title="演示方案", effective_on=factories.ON)
        number = school.organizations.first().number
        version = School.objects.filter(pk=school.pk).values_list("version", flat=True)
        known = {
            **rows_of(school),
            "schools": {"code": school.code, "number": number, "key": plan.pk, "version": version.get},
            "jurisdictions": {"code": school.jurisdiction.code},
        }
        return Run(live_server.url, secret_of(user), known)

    return as_role


def assert_it_got_in(asked):
    """Answers that only say who may not come in, or not so often, prove nothing about the rest."""
    assert asked.statuses[200] > 0
    assert (asked.statuses[401], asked.statuses[429]) == (0, 0)


def rows_of(school):
    """Return a row of each noun of the desk, by the beginning of its address."""
    made = {noun.name: SCENES[noun.name].made(school) for noun in NOUNS}
    return {
        noun.path.split("/")[1]: {"key": row.pk, "version": partial(version_of, noun.name, row)}
        for noun in NOUNS
        for row in (made[noun.name],)
    }


def document(live_server):
    return requests.get(f"{live_server.url}/api/v1/openapi.json", timeout=30).json()


@pytest.mark.parametrize("role", ROLES)
def test_a_share_of_the_description_holds(role, run, live_server):
    asked = run(role)

    asked.all(document(live_server), examples=3, share=slice(ROLES.index(role), None, 6))

    assert asked.failures == []
    assert_it_got_in(asked)


@pytest.mark.security
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ROLES)
def test_the_whole_description_holds(role, run, live_server):
    asked = run(role)

    asked.all(document(live_server), examples=20)

    assert asked.failures == []
    assert_it_got_in(asked)
