"""A school in good order, its clerk, and the official above."""

import pytest


@pytest.fixture
def order(db):
    """A 总支 over two branches, each on a grade group."""
    from tests import structures

    return structures.general_branch()


@pytest.fixture
def clerk(order):
    """The administrator of the school."""
    from tests import factories

    return factories.grant(factories.user(), order.school).user


@pytest.fixture
def official(order):
    """The official of the county."""
    from tests import factories

    return factories.grant(factories.user(), order.school.jurisdiction).user
