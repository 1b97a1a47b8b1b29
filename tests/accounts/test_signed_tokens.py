"""What the single sign-on says is believed when it signed it, for us, now, and under its own name."""

from dataclasses import replace
from time import time

import jwt
import pytest
import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from accounts.adapters import SingleSignOnAdapter
from accounts.single_sign_on import ALGORITHMS, CityAdapter
from tests import factories
from tests.accounts.city import come_by_city
from tests.accounts.provider import CLIENT_ID, KEY
from tests.api.receiver import receiving

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(agreed, rf):
    return CityAdapter(rf.get("/sign-in/with/sso/back/"), "sso")


@pytest.fixture
def forge(city, folder, provider):
    """`forge(claims, key)` makes a token of the provider, whose key the tests have."""
    own = load_pem_private_key((folder / KEY).read_bytes(), None)
    [known] = requests.get(city.openid_config["jwks_uri"], timeout=30).json()["keys"]
    good = {"iss": city.openid_config["issuer"], "aud": CLIENT_ID, "sub": "1", "iat": int(time())}

    def make(key=own, algorithm="RS256", **claims):
        told = good | {"exp": int(time()) + 60} | claims
        return jwt.encode(told, key, algorithm, headers={"kid": known["kid"]})

    return make


def decoded(city, token):
    city.did_fetch_access_token = True  # the code was exchanged: the library looks at no signature now
    return city._decode_id_token(city.get_provider().app, token)


def test_what_the_provider_signed_is_believed(city, forge):
    assert decoded(city, forge())["sub"] == "1"


SOMEBODY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FORGED = {
    "somebody else's key": {"key": SOMEBODY},
    "no key at all": {"key": None, "algorithm": "none"},
    "a word we share": {"key": "liangzhu-test-and-as-long-as-it-takes", "algorithm": "HS256"},
    "for another client": {"aud": "somebody-else"},
    "by another provider": {"iss": "https://id.example.org"},
    "long ago": {"exp": int(time()) - 3600},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_is_refused(how, city, forge):
    assert decoded(city, forge())

    with pytest.raises(OAuth2Error):
        decoded(city, forge(**FORGED[how]))


def test_a_changed_or_missing_token_is_refused(city, forge):
    head, body, signature = forge().split(".")
    other = forge(sub="2").split(".")[1]

    for token in (f"{head}.{other}.{signature}", f"{head}.{body}.", "", "x"):
        with pytest.raises(OAuth2Error):
            decoded(city, token)


def test_only_keys_of_the_provider_alone_sign():
    assert not any(name.startswith("HS") or name == "none" for name in ALGORITHMS)


def test_the_description_of_another_provider_is_refused(client, agreed, settings, provider):
    agreed("preferred_username")
    factories.user("zhang.san")
    assert come_by_city(client, provider, "zhang.san").url == "/"
    client.post("/sign-out/")
    settings.OIDC = replace(settings.OIDC, url="https://id.example.org")

    answer = client.post("/sign-in/with/sso/")

    assert answer.status_code == 403
    assert "没有成功" in answer.text


def test_token_and_answer_are_about_one_person(client, agreed, provider, monkeypatch):
    factories.user("zhang.san")
    told = CityAdapter._fetch_user_info
    agreed("preferred_username")
    monkeypatch.setattr(CityAdapter, "_fetch_user_info", lambda self, key: told(self, key) | {"sub": "0"})

    assert come_by_city(client, provider, "zhang.san").status_code == 403


def test_nobody_is_asked_where_the_provider_only_points_to(agreed):
    with receiving() as receiver, SingleSignOnAdapter().get_requests_session() as session:
        receiver.status = 302
        with pytest.raises(requests.TooManyRedirects):
            session.post(receiver.url)

    assert len(receiver.received) == 1
