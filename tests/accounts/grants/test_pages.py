"""The pages of grants: what a keeper sees, what he types, what he is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessGrant, GrantEvent, GrantRole, User
from governance.choices import OrgType
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def enter(client, school):
    def come(role, scope=None):
        user = factories.grant(factories.user(), scope or school.jurisdiction, role).user
        client.force_login(user)
        return user

    return come


def sent(user, place, today, role="viewer", **more):
    return {"user": user.username, "role": role, "place": place, "first": today, "reason": "岗位调整"} | more


def test_the_list_shows_the_keepers_scope_and_nothing_else(client, enter, school):
    enter(GrantRole.SECURITY)
    mine = factories.grant(factories.user("inside"), school)
    factories.grant(factories.user("outside"), factories.jurisdiction("330110", "余杭区"))

    page = client.get(reverse("accounts:grants"), {"state": "all"})

    assert {grant.user.username for grant, *_rest in page.context["page"].rows} >= {"inside"}
    assert "outside" not in page.text
    assert reverse("accounts:grant_person", args=[mine.user_id]) in page.text


@pytest.mark.parametrize("words", ["inside", "演示甲", "name"])
def test_the_list_is_filtered(words, client, enter, school):
    enter(GrantRole.SECURITY)
    grant = factories.grant(factories.user("inside", display_name="演示甲"), school)
    factories.grant(factories.user(), factories.school(jurisdiction=school.jurisdiction))

    page = client.get(reverse("accounts:grants"), {"q": school.name if words == "name" else words})

    assert [row[0] for row in page.context["page"].rows] == [grant]


def test_as_many_queries_for_many_grants_as_for_one(client, enter, school, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    enter(GrantRole.SECURITY)
    counts = []
    for _n in range(2):
        factories.grant(factories.user(), school)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("accounts:grants"))
        counts.append(len(queries))
        for _more in range(2):
            factories.grant(
                factories.user(), factories.organization(OrgType.BRANCH, school=factories.school())
            )

    assert counts[0] == counts[1]


def test_a_right_is_given(client, enter, school, today):
    keeper = enter(GrantRole.SECURITY)
    user = factories.grant(factories.user(), school, "viewer").user
    branch = factories.organization(OrgType.BRANCH, school=school)

    answer = client.post(reverse("accounts:grant_new"), sent(user, branch.number, today, "editor"))

    assert answer.url == reverse("accounts:grant_person", args=[user.pk])
    grant = user.grants.get(role="editor")
    assert (grant.organization, grant.school) == (branch, school)
    assert GrantEvent.objects.get().actor == keeper


def test_what_cannot_be_named_looks_like_what_does_not_exist(client, enter, school, today):
    enter(GrantRole.OFFICIAL)
    inside = factories.grant(factories.user(), school, "viewer").user
    far = factories.jurisdiction("330110", "余杭区")
    other = factories.school(jurisdiction=far)
    stranger = factories.grant(factories.user("somebody"), other).user
    tries = {
        "place": [other.code, far.code, factories.organization(school=other).number, "0000000000"],
        "user": [stranger.username, factories.user(is_superuser=True).username, "nobody-at-all"],
    }

    for field, values in tries.items():
        sentences = set()
        for value in values:
            data = sent(inside, school.code, today) | {field: value}
            answer = client.post(reverse("accounts:grant_new"), data)
            assert answer.status_code == 422
            sentences |= {text.replace(value, "") for text in answer.context["form"].errors[field]}
        assert len(sentences) == 1
    assert not GrantEvent.objects.exists()


def test_what_is_not_his_to_give_is_refused_and_what_was_typed_stays(client, enter, school, today):
    keeper = enter(GrantRole.OFFICIAL)
    user = factories.grant(factories.user(), school, "viewer").user

    answer = client.post(
        reverse("accounts:grant_new"), sent(user, school.jurisdiction.code, today, "official")
    )
    assert answer.status_code == 422
    assert "您不能在这个范围授予" in answer.text
    assert f'value="{user.username}"' in answer.text
    officer = client.post(
        reverse("accounts:grant_new"), sent(user, school.jurisdiction.code, today, "security")
    )
    assert set(officer.context["form"].errors) == {"role"}
    himself = client.post(reverse("accounts:grant_new"), sent(keeper, school.code, today, "viewer"))
    assert "不能给自己授权" in himself.text
    assert user.grants.count() == 1
    assert keeper.grants.count() == 1


def test_a_grant_gets_another_end_and_is_ended(client, enter, school, today):
    enter(GrantRole.OFFICIAL)
    grant = factories.grant(factories.user(), school)
    address = reverse("accounts:grant", args=[grant.pk])
    last = today + timedelta(days=5)

    assert client.get(address).status_code == 200
    assert client.post(address, {"last": last, "reason": "借调"}).status_code == 302
    grant.refresh_from_db()
    assert grant.last_day == last
    refused = client.post(address, {"end": "1", "reason": ""})
    assert (refused.status_code, AccessGrant.objects.as_of(today).filter(pk=grant.pk).exists()) == (422, True)
    assert client.post(address, {"end": "1", "reason": "离任"}).status_code == 302
    assert not AccessGrant.objects.as_of(today).filter(pk=grant.pk).exists()


def test_a_grant_above_the_keeper_is_not_his(client, enter, school):
    enter("", school)
    official = factories.grant(factories.user(), school.jurisdiction)
    colleague = factories.grant(factories.user(), school)

    assert client.get(reverse("accounts:grant", args=[official.pk])).status_code == 404
    assert client.get(reverse("accounts:grant_person", args=[official.user_id])).status_code == 404
    assert client.get(reverse("accounts:grant", args=[colleague.pk])).status_code == 403


def test_an_account_is_opened_and_the_password_shown_once(client, enter, school, today):
    enter(GrantRole.SYSTEM)
    data = {"username": "clerk", "display_name": "演示甲", "home": school.code, "reason": "新到岗"}

    page = client.post(reverse("accounts:grant_person_new"), data)

    account, password = User.objects.get(username="clerk"), page.context["password"]
    assert account.check_password(password)
    assert page.text.count(password) == 1
    assert "no-store" in page["Cache-Control"]
    shown = client.get(reverse("accounts:grant_person", args=[account.pk])).text
    assert password not in shown
    assert client.post(reverse("accounts:grant_person_new"), data).context["form"].errors["username"]
    client.force_login(account)
    assert client.get("/rules/").url == "/password/"


def test_what_somebody_may_do_is_what_the_pages_say(client, enter, school):
    enter(GrantRole.SECURITY)
    user = factories.grant(factories.user(), school.jurisdiction, GrantRole.REVIEWER).user

    page = client.get(reverse("accounts:grant_person", args=[user.pk]))

    (row,) = page.context["page"].rows
    able = [str(one.label) for one in row.abilities if one.verdict]
    assert able == ["查看", "看党员名单", "提意见、转办问题"]


def test_everybody_may_ask_about_himself_and_nobody_about_others(client, enter, school):
    user = enter("viewer", school)
    other = factories.grant(factories.user(), school, "viewer").user

    assert client.get(reverse("accounts:grant_person", args=[user.pk])).status_code == 200
    assert client.get(reverse("accounts:grant_person", args=[other.pk])).status_code == 404


def test_who_leaves(client, enter, school, today):
    enter(GrantRole.OFFICIAL)
    leaver = factories.grant(factories.user(), school).user
    address = reverse("accounts:grant_person_act", args=[leaver.pk, "leave"])

    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "退休"}).status_code == 302
    assert not AccessGrant.objects.as_of(today).filter(user=leaver).exists()
    off = reverse("accounts:grant_person_act", args=[leaver.pk, "off"])
    assert client.post(off, {"reason": "退休"}).status_code == 403


@pytest.mark.parametrize("act", ["off", "on", "password"])
def test_the_keeper_of_accounts(act, client, enter, school):
    enter(GrantRole.SYSTEM)
    account = factories.grant(factories.user(is_active=act != "on"), school).user

    answer = client.post(reverse("accounts:grant_person_act", args=[account.pk, act]), {"reason": "演示"})

    assert answer.status_code == (200 if act == "password" else 302)
    account.refresh_from_db()
    assert account.is_active is (act != "off")
