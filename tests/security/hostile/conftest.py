"""The school that everything is tried on."""

import pytest


@pytest.fixture
def place(db):
    """A school with a branch, a unit and one of everything the doors lead to."""
    from tests import factories
    from tests.governance.views.test_doors import made

    county = factories.county()
    return made(county, factories.school(jurisdiction=county))


@pytest.fixture
def ruler(db):
    """A user before whom every door is open, so that nothing is hidden by a refusal."""
    from tests import factories

    return factories.user(is_superuser=True, is_staff=True)


@pytest.fixture
def inside(place, ruler):
    """His browser, and his program."""
    from tests.security.hostile.browsers import Browser

    return Browser(ruler, place)
