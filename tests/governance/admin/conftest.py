"""Two schools, the people who work at the desk, and the day on which the tests look.

Models are imported late: this file is read before Django is ready.
"""

from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def _on_the_day_of_the_tests(monkeypatch):
    """Let the clock stand on the day of the factories: what is due in the world must not change tests."""
    noon = datetime(2026, 6, 1, 4, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


@pytest.fixture
def general(db):
    """Return a school with a 总支 over two branches of four."""
    from tests.structures import general_branch

    return general_branch()


@pytest.fixture
def single(db):
    """Return another school, with one branch of five."""
    from tests.structures import single_branch

    return single_branch()


@pytest.fixture
def clerk(client, general):
    """Return a client signed in as the administrator of the general school."""
    from tests import factories

    user = factories.user(is_staff=True)
    factories.grant(user, general.school)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def official(client, general):
    """Return a client signed in as an official of the county."""
    from django.test import Client

    from tests import factories

    user = factories.user(is_staff=True)
    factories.grant(user, factories.county())
    client = Client()
    client.force_login(user)
    client.user = user
    return client
