"""Tokens: shown once, bound to their owner, ended with him, counted."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from api.domain.tokens import MOST, fingerprint, token_issue, token_revoke
from api.models import ApiToken
from audit.models import AuditRecord
from tests import factories
from tests.api.asking import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def caller(school):
    user = factories.user()
    factories.grant(user, school)
    return Caller(user)


def issue(user, **changes):
    told = {"name": "演示", "scopes": ["read"], "expires_on": in_days(1), "today": timezone.localdate()}
    return token_issue(user=user, **{**told, **changes})


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def status(caller, **headers):
    return caller.get("/schools", **headers).status_code


def test_only_the_fingerprint_is_kept(caller):
    (token,) = ApiToken.objects.values()

    assert token["digest"] == fingerprint(caller.secret)
    assert caller.secret.startswith(token["prefix"])
    assert caller.secret not in str(token)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer lzt_", "Bearer lzt_wrong", "Basic YTpi", "Bearer äöü"]
)
def test_without_a_token_nothing_is_read(client, header):
    answer = client.get("/api/v1/schools", headers={"Authorization": header} if header else {})

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="liangzhu"'


def test_a_session_opens_nothing_here(client, school):
    user = factories.user(is_superuser=True)
    client.force_login(user)

    assert client.get("/api/v1/schools").status_code == 401


def test_it_ends_with_its_day(caller):
    ApiToken.objects.update(made_on=in_days(-9), expires_on=in_days(-1))

    answer = caller.get("/schools")

    assert (answer.status_code, answer.json()["detail"]) == (401, "令牌已经过期。")


def test_it_ends_when_it_is_revoked(caller):
    assert status(caller) == 200

    token_revoke(token=ApiToken.objects.get())

    assert status(caller) == 401


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"must_change_password": True},
        {"enabled_at": Now() + timedelta(hours=1)},
    ],
    ids=["switched off", "password given out anew", "switched off and on again"],
)
def test_it_ends_with_its_owner(caller, change):
    assert status(caller) == 200

    type(caller.user).objects.filter(pk=caller.user.pk).update(**change)

    assert status(caller) == 401


def test_who_needs_a_second_factor_has_to_have_one(caller, settings):
    settings.SECOND_FACTOR = "all"

    assert status(caller) == 401


def test_it_reaches_no_further_than_the_grants_of_today(caller, school):
    assert [one["code"] for one in caller.items("/schools")] == [school.code]

    caller.user.grants.all().delete()

    assert caller.items("/schools") == []


def test_it_is_counted_and_told_when_to_come_again(caller, settings):
    settings.API_RATE = 2

    answers = [caller.get("/schools") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61


def test_a_new_address_is_on_record_once(caller):
    for _ in range(2):
        status(caller)

    used = AuditRecord.objects.filter(action="token_use")
    assert [(one.subject, one.detail["address"]) for one in used] == [("api_apitoken", "127.0.0.1")]


@pytest.mark.parametrize(
    ("scopes", "days", "said"),
    [
        ([], 1, "请至少选一项可以做的事。"),
        (["read"], 367, "有效期至少到当天，最长一年。"),
        (["read"], -1, "有效期至少到当天，最长一年。"),
    ],
    ids=["no scope", "too long", "over already"],
)
def test_what_is_no_token_is_refused(scopes, days, said):
    with pytest.raises(ValidationError) as refused:
        issue(factories.user(), scopes=scopes, expires_on=in_days(days))

    assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("scopes", "days"),
    [([], 1), (["everything"], 1), (["read"], 367)],
    ids=["no scope", "unknown scope", "too long"],
)
def test_the_database_refuses_it_as_well(scopes, days):
    token, _secret = issue(factories.user())

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.filter(pk=token.pk).update(scopes=scopes, expires_on=in_days(days))


def test_nobody_has_more_than_he_can_look_after():
    user = factories.user()
    for _ in range(MOST):
        issue(user)

    with pytest.raises(ValidationError):
        issue(user)
