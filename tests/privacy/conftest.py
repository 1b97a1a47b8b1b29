"""A school with an administrator, its county with officials.

Models are imported late: pytest reads this file before Django is ready.
"""

from datetime import date

import pytest


@pytest.fixture
def county(db):
    from tests import factories

    return factories.county()


@pytest.fixture
def school(county):
    from tests import factories

    return factories.school(jurisdiction=county)


@pytest.fixture
def clerk(school):
    from tests import factories

    return factories.grant(factories.user("clerk-1", display_name="演示管理员"), school).user


@pytest.fixture
def official(county):
    from tests import factories

    return factories.grant(factories.user("official-1", display_name="演示干部"), county).user


@pytest.fixture
def second(county):
    from tests import factories

    return factories.grant(factories.user("official-2"), county).user


@pytest.fixture
def member(school):
    """Somebody of whom every masked day is known."""
    from governance.choices import OrgType
    from schools.choices import PoliticalStatus
    from tests import factories

    branch = factories.organization(OrgType.BRANCH, school=school)
    made = factories.member(school, branch)
    type(made).objects.filter(pk=made.pk).update(
        staff_number="ZG-70707",
        political_status=PoliticalStatus.FULL,
        joined_on=date(1991, 3, 17),
        full_on=date(1992, 3, 19),
    )
    made.refresh_from_db()
    return made
