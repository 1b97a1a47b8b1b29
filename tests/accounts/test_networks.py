"""Who decides about others works from the networks that are named, whatever a header says."""

from ipaddress import ip_network

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from audit.models import AuditRecord
from config.env import EnvError, networks
from tests import factories

pytestmark = pytest.mark.django_db
INSIDE, OUTSIDE = "10.33.7.8", "203.0.113.5"


@pytest.fixture
def named(settings):
    settings.ADMIN_NETWORKS = [ip_network("10.33.0.0/16"), ip_network("2001:db8::/32")]


def signed_in(client, role):
    user = factories.user()
    if role == "superuser":
        user = factories.user(is_superuser=True)
    else:
        factories.grant(user, factories.county(), role)
    client.force_login(user)
    return client


def status(client, **headers):
    return client.get(reverse("governance:rules"), **headers).status_code


@pytest.mark.parametrize("role", ["superuser", *(GrantRole.OFFICIAL, GrantRole.SYSTEM, GrantRole.AUDITOR)])
def test_the_privileged_come_from_inside_alone(client, named, role):
    client = signed_in(client, role)

    assert status(client, REMOTE_ADDR=INSIDE) == 200
    assert status(client, REMOTE_ADDR="2001:db8::7") == 200
    assert status(client, REMOTE_ADDR=OUTSIDE) == 403
    assert status(client, REMOTE_ADDR="") == 403


def test_no_header_opens_it(client, named):
    client = signed_in(client, GrantRole.OFFICIAL)

    assert status(client, REMOTE_ADDR=OUTSIDE, HTTP_X_FORWARDED_FOR=INSIDE) == 403
    assert status(client, REMOTE_ADDR=OUTSIDE, HTTP_X_REAL_IP=INSIDE) == 403


def test_behind_a_proxy_its_word_counts(client, named, settings):
    settings.TRUSTED_PROXIES = 1
    client = signed_in(client, GrantRole.OFFICIAL)

    assert status(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"{OUTSIDE}, {INSIDE}") == 200
    assert status(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"{INSIDE}, {OUTSIDE}") == 403


def test_others_come_from_anywhere_and_everybody_may_leave(client, named):
    assert status(signed_in(client, GrantRole.VIEWER), REMOTE_ADDR=OUTSIDE) == 200
    client = signed_in(client, GrantRole.OFFICIAL)
    refused = client.get(reverse("governance:rules"), REMOTE_ADDR=OUTSIDE)

    assert "单位规定的网络" in refused.text
    assert (
        AuditRecord.objects.filter(action="refusal", subject="governance:rules", address=OUTSIDE).count() == 1
    )
    assert client.post(reverse("accounts:sign_out"), REMOTE_ADDR=OUTSIDE).status_code == 302


def test_without_a_list_all_come_from_anywhere(client):
    assert status(signed_in(client, GrantRole.OFFICIAL), REMOTE_ADDR=OUTSIDE) == 200


def test_a_network_nobody_can_mean_is_refused(monkeypatch):
    monkeypatch.setenv("LZ_ADMIN_NETWORKS", "10.0.0.0/8, 2001:db8::/32")
    assert [str(one) for one in networks("LZ_ADMIN_NETWORKS")] == ["10.0.0.0/8", "2001:db8::/32"]
    monkeypatch.setenv("LZ_ADMIN_NETWORKS", "10.0.0.1/8")
    with pytest.raises(EnvError, match="LZ_ADMIN_NETWORKS"):
        networks("LZ_ADMIN_NETWORKS")
