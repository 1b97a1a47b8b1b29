"""The page that takes a change back."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import GrantRole
from governance.domain.hosting import host_attach, host_detach
from governance.domain.structure import organization_rename
from governance.models import HostUnit, PartyOrganization
from tests import factories
from tests.structures import do, general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(db):
    return general_branch()


@pytest.fixture
def change(order):
    act = do(today=localdate())
    organization_rename(act=act, organization=order.branches[0], full_name="中共演示新名支部委员会")
    return act.change_set


@pytest.fixture
def clerk(client, order):
    client.force_login(factories.grant(factories.user(), order.school).user)
    return client


def address(change):
    return reverse("governance:change_undoing", args=[change.pk])


def name_of(order):
    return PartyOrganization.objects.get(pk=order.branches[0].pk).full_name


def test_the_page_says_what_is_taken_back_and_does_nothing_yet(clerk, order, change):
    answer = clerk.get(address(change))
    assert answer.status_code == 200
    assert change.summary in answer.content.decode()
    assert name_of(order) == "中共演示新名支部委员会"


def test_a_confirmed_undoing_leads_back_to_the_school_and_says_so(clerk, order, change):
    answer = clerk.post(address(change), {"reason": "写错了", "version": ""}, follow=True)
    assert answer.redirect_chain == [(reverse("governance:school", args=[order.school.code]), 302)]
    assert "撤销“" in answer.content.decode()
    assert name_of(order) == order.branches[0].full_name
    assert change.undone_by.reason == "写错了"


def test_a_change_taken_back_and_its_undoing_lead_to_each_other(clerk, order, change):
    pages = [reverse("governance:change", args=[change.pk])]
    assert "已撤销" not in clerk.get(pages[0]).text
    clerk.post(address(change), {"reason": "写错了"})
    pages.append(reverse("governance:change", args=[change.undone_by.pk]))

    first, second = (clerk.get(page) for page in pages)

    assert (first.status_code, second.status_code) == (200, 200)
    assert "已撤销" in first.text
    assert f'href="{pages[1]}"' in first.text
    assert f'href="{pages[0]}"' in second.text


def test_what_cannot_be_taken_back_says_why(clerk, order, change):
    clerk.post(address(change), {"reason": "写错了"})
    page = clerk.get(address(change)).content.decode()
    assert "这次变更不能撤销" in page
    assert "撤销过" in page
    assert clerk.post(address(change), {"reason": "再撤"}).status_code == 422


def test_a_rule_in_the_way_is_shown_with_its_clause_and_nothing_happens(clerk, order):
    on, spare = localdate(), factories.unit(order.school, "九年级组")
    host = HostUnit.objects.get(organization=order.branches[0])
    attach = do(today=on)
    host_attach(act=attach, organization=order.branches[0], units=[spare])
    host_detach(act=do(today=on, reason="演示理由"), host=host)
    answer = clerk.post(address(attach.change_set), {"reason": "演示理由"})
    assert answer.status_code == 422
    assert "ORG-013" in answer.content.decode()
    assert HostUnit.objects.filter(unit=spare).count() == 1


def test_a_stale_page_is_told(clerk, order, change):
    answer = clerk.post(address(change), {"reason": "", "version": order.school.version + 40})
    assert answer.status_code == 409
    assert name_of(order) == "中共演示新名支部委员会"


@pytest.mark.parametrize(
    ("role", "status"), [(GrantRole.VIEWER, 403), (GrantRole.OFFICIAL, 403), (None, 404)]
)
def test_who_may_not_is_refused(client, order, change, role, status):
    user = factories.user()
    place = order.school.jurisdiction if role else factories.school()
    factories.grant(user, place, role or GrantRole.ADMINISTRATOR)
    client.force_login(user)
    assert client.get(address(change)).status_code == status
    assert client.post(address(change), {"reason": "x"}).status_code == status
    assert name_of(order) == "中共演示新名支部委员会"
