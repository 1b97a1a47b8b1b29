"""The auditor's page in a browser: filters and a record, with the keyboard."""

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from audit.models import AuditRecord
from schools.models import Person
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def auditor(live_server, client, browser_context):
    """An auditor of the county who is signed in, and a person whose name was changed."""
    county = factories.county()
    user = factories.user("auditor")
    factories.grant(user, county, GrantRole.AUDITOR)
    person = factories.person(factories.school(jurisdiction=county))
    Person.objects.filter(pk=person.pk).update(name="改名演示")
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    browser_context.add_cookies([cookie])
    return user


def test_an_auditor_asks_and_reads(auditor, live_server, page, axe):
    page.goto(f"{live_server.url}{reverse('audit:records')}")
    axe(page)

    page.get_by_label("对象类型").select_option("schools_person")
    page.get_by_label("行为").select_option("update")
    page.get_by_role("button", name="筛选").press("Enter")
    found = AuditRecord.objects.get(subject="schools_person", action="update")
    page.get_by_role("link", name=str(found.pk), exact=True).press("Enter")

    page.get_by_role("heading", name="变更前后").wait_for()
    page.wait_for_load_state()
    assert "改名演示" not in page.content()
    axe(page)
