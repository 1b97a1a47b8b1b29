"""Forms beside the desk's: rows of another place are not offered and not taken, whatever number is sent."""

import pytest
from django.urls import reverse

from governance.forms.setup import RegisterForm
from governance.views.setup import official_places
from oversight.forms.cases import OwnerForm
from oversight.models import FindingCase
from schools.models import Jurisdiction
from tests import factories
from tests.oversight.notices.making import finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def official(client, school):
    user = factories.grant(factories.user(), school.jurisdiction).user
    client.force_login(user)
    return user


def test_who_is_in_charge_is_of_the_school(client, official, school):
    about = factories.finding(school)
    own = factories.grant(factories.user(), school).user
    others = {
        "neighbour": factories.grant(factories.user(), factories.school()).user,
        "viewer": factories.grant(factories.user(), school, "viewer").user,
        "former": factories.grant(factories.user(), school, end=factories.ON.replace(year=2021)).user,
        "switched off": factories.grant(factories.user(is_active=False), school).user,
    }
    address = reverse("oversight:case_act", args=[about.pk, "assign"])

    assert list(OwnerForm(about).fields["owner"].queryset) == [own]
    for user in others.values():
        assert client.post(address, {"owner": user.pk}).status_code == 422
    assert not FindingCase.objects.exclude(owner=None).exists()
    assert client.post(address, {"owner": own.pk}).status_code == 302
    assert FindingCase.objects.get().owner == own


def test_a_school_is_registered_where_one_is_official(official, school):
    far = factories.jurisdiction("330702", "婺城区")
    city = Jurisdiction.objects.get(code="330700")
    places = official_places(official)

    assert list(places) == [school.jurisdiction]
    for place in (far, city):
        form = RegisterForm({"jurisdiction": place.pk}, places=places, initial={})
        assert "jurisdiction" in form.errors


def test_a_notice_names_findings_of_its_school(client, official, school):
    own, other = finding(school), finding(factories.school(jurisdiction=school.jurisdiction))
    address = reverse("oversight:notice_new", args=[school.code])
    form = client.get(address).context["form"]

    assert list(form.fields["findings"].queryset) == [own]
    answer = client.post(address, {"findings": [other.pk]})
    assert answer.status_code == 422
    assert "findings" in answer.context["form"].errors
