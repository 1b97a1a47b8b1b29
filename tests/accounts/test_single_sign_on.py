"""Signing in by the city's single sign-on: the whole code flow against a real provider."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from accounts.models import User
from config.env import EnvError
from config.single_sign_on import provider_settings, single_sign_on
from tests import factories
from tests.accounts.city import BACK, come_by_city
from tests.accounts.codes import code, sign_in, telephone

pytestmark = pytest.mark.django_db


def test_the_page_offers_it(client, agreed):
    assert "用兰溪统一认证登录" in client.get("/sign-in/").text


def test_without_one_nothing_is_offered(client):
    assert "/sign-in/with/" not in client.get("/sign-in/").text


def test_the_request_is_proof_against_replay(client, agreed):
    sent = parse_qs(urlsplit(client.post("/sign-in/with/sso/").url).query)

    assert sent["response_type"] == ["code"]
    assert sent["code_challenge_method"] == ["S256"]
    assert len(sent["state"][0]) >= 16
    assert client.get("/sign-in/with/sso/").status_code == 405


def test_whom_the_claim_names_comes_in_and_is_linked(client, agreed, provider):
    agreed("preferred_username")
    user = factories.user("Zhang.San")

    assert come_by_city(client, provider, "zhang.san", next_page="/rules/").url == "/rules/"

    assert client.get("/rules/").status_code == 200
    assert client.get("/security/").context["request"].user == user
    assert SocialAccount.objects.get().user == user


def test_who_is_unknown_is_told_whom_to_ask_and_gets_no_account(client, agreed, provider):
    agreed("preferred_username")
    factories.user("somebody-else")
    before = User.objects.count()

    answer = come_by_city(client, provider, "zhang.san")

    assert answer.status_code == 403
    assert "zhang.san" in answer.text
    assert "系统不会自动建立账号" in answer.text
    assert "请联系本地教育主管部门的系统管理员" in answer.text
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert client.get("/rules/").status_code == 302


def test_without_a_claim_only_a_link_lets_in(client, agreed, provider):
    user = factories.user("zhang.san")
    assert come_by_city(client, provider, "zhang.san").status_code == 403

    sign_in(client, user)
    assert come_by_city(client, provider, "zhang.san", process="connect").url == "/security/"
    assert "已经关联账号" in client.get("/security/").text
    client.post("/sign-out/")

    assert come_by_city(client, provider, "zhang.san").url == "/"
    assert client.get("/rules/").status_code == 200


def test_a_link_is_cut_by_its_owner_alone(client, agreed, provider):
    user, other = factories.user("zhang.san"), factories.user()
    link = SocialAccount.objects.create(user=user, provider="sso", uid="1")

    sign_in(client, other)
    assert client.post(f"/security/links/{link.pk}/").status_code == 404
    client.post("/sign-out/")
    sign_in(client, user)
    assert client.post(f"/security/links/{link.pk}/").url == "/security/"
    assert not SocialAccount.objects.exists()


def test_a_name_that_went_to_another_person_opens_nothing(client, agreed, provider):
    agreed("preferred_username")
    user = factories.user("zhang.san")
    SocialAccount.objects.create(user=user, provider="sso", uid="who had the name before")

    assert come_by_city(client, provider, "zhang.san").status_code == 403


def test_the_second_factor_is_asked_all_the_same(client, agreed, provider):
    agreed("preferred_username")
    secret = telephone(factories.user("zhang.san"))

    assert come_by_city(client, provider, "zhang.san").url == "/sign-in/code/"
    assert client.get("/rules/").status_code == 302
    client.post("/sign-in/code/", {"code": code(secret)})
    assert client.get("/rules/").status_code == 200


@pytest.mark.parametrize(("change", "said"), [("inactive", "已经停用"), ("over", "授权都已经到期")])
def test_who_may_not_come_in_does_not_come_in_by_the_city(client, agreed, provider, change, said):
    agreed("preferred_username")
    user = factories.user("zhang.san", is_active=change != "inactive")
    if change == "over":
        factories.grant(user, factories.school(), end=factories.ON.replace(year=2021))

    answer = come_by_city(client, provider, "zhang.san")

    assert answer.status_code == 403
    assert said in answer.text
    assert client.get("/rules/").status_code == 302


@pytest.mark.parametrize("query", ["?error=access_denied", "?code=x&state=forged", ""])
def test_an_answer_nobody_asked_for_is_refused(client, agreed, query):
    answer = client.get(f"{BACK}{query}")

    assert answer.status_code == 403
    assert "没有成功" in answer.text


def test_who_is_inside_is_told_that_nothing_was_linked(client, agreed):
    sign_in(client, factories.user())

    answer = client.get(f"{BACK}?error=access_denied")

    assert "没有关联成功" in answer.text
    assert "不能登录" not in answer.text
    assert 'class="btn btn-primary" href="/security/"' in answer.text


def test_the_answer_counts_once(client, agreed, provider):
    agreed("preferred_username")
    factories.user("zhang.san")
    factories.user("li.si")
    answer = come_by_city(client, provider, "li.si")
    client.post("/sign-out/")

    again = client.get(f"{BACK}?{answer.wsgi_request.META['QUERY_STRING']}")

    assert again.status_code == 403


@pytest.mark.parametrize(
    "variables",
    [
        {"LZ_OIDC_URL": "https://id.example.org"},
        {"LZ_OIDC_URL": "http://id.example.org", "LZ_OIDC_CLIENT_ID": "a", "LZ_OIDC_SECRET": "b"},
    ],
)
def test_half_a_provider_is_refused(monkeypatch, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(EnvError, match="LZ_OIDC"):
        single_sign_on()


def test_a_whole_one_is_taken(monkeypatch):
    monkeypatch.setenv("LZ_OIDC_URL", "https://id.example.org/realms/city/")
    monkeypatch.setenv("LZ_OIDC_CLIENT_ID", "liangzhu")
    monkeypatch.setenv("LZ_OIDC_SECRET", "s")

    found = single_sign_on()

    assert (found.url, found.origin) == ("https://id.example.org/realms/city", "https://id.example.org")
    [app] = provider_settings(found)["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://id.example.org/realms/city"}
