"""The single sign-on of a city, agreed with the installation."""

import pytest

from config.single_sign_on import SingleSignOn, provider_settings
from tests.accounts.city import BACK
from tests.accounts.provider import CLIENT_ID, SECRET, running


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="module")
def provider(folder):
    with running(folder, f"http://testserver{BACK}") as address:
        yield address


@pytest.fixture
def agreed(settings, provider):
    """`agreed(claim)` makes the provider the installation's."""

    def agree(claim=""):
        settings.OIDC = SingleSignOn(provider, CLIENT_ID, SECRET, "兰溪统一认证", claim)
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(settings.OIDC)

    agree()
    return agree
