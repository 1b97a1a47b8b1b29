"""The application that is measured has its styles and scripts, on a machine that never had any."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from bench.application import with_its_files
from bench.pages import Browser, PageFailed, needs
from tests import factories


@pytest.fixture
def fresh_machine(settings, tmp_path):
    """As in production: only what was collected before the start is served, and nothing was yet."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }


@pytest.fixture
def user(transactional_db):
    return factories.user("demo-county")


def test_what_the_page_needs_is_served(fresh_machine, user):
    browser = Browser.of(with_its_files(), user)

    found = needs(browser.get(reverse("governance:rules")))

    assert len(found) > 3
    assert all(len(browser.get(path)) > 100 for path in found)


def test_an_application_made_too_early_is_no_measurement(fresh_machine, user):
    too_early = get_wsgi_application()
    with_its_files()

    with pytest.raises(PageFailed, match=r"\.svg.*404"):
        Browser.of(too_early, user).visit("rules", [reverse("governance:rules")], 1)
