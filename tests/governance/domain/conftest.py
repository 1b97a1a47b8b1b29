"""Two schools in good order as fixtures; models are imported late, because this file loads before Django."""

import pytest


@pytest.fixture
def single(db):
    """Return a school with one branch of five."""
    from tests.structures import single_branch

    return single_branch()


@pytest.fixture
def general(db):
    """Return a school with a 总支 over two branches of four."""
    from tests.structures import general_branch

    return general_branch()
