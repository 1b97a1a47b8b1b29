"""How the tests ask for facts."""

import pytest


@pytest.fixture
def facts(db):
    """Return a function: the facts of one school, by default on the day of the tests."""
    from governance.domain.facts import load_facts
    from tests.factories import ON

    return lambda school, on=ON: load_facts([school.id], on)[school.id]
