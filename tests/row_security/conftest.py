"""A school and a county with rows in every table, and others as rich beside them."""

import pytest


@pytest.fixture
def world(db):
    from tests.security.matrix.lists import furnish  # the applications are not loaded earlier
    from tests.security.matrix.visitors import build

    made = build(with_far=True)
    furnish(made)
    return made
