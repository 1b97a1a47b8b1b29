from contextlib import suppress

import psycopg
import pytest


@pytest.fixture
def superuser(django_db_setup, transactional_db):
    """Return a connection that may do anything; what it does is taken back."""
    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    with django_db_setup.transaction(force_rollback=True):
        yield django_db_setup


@pytest.fixture
def lost_for_all(django_db_setup, transactional_db):
    """Return how a statement is made to last until the end of the test; it names what puts it right."""
    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    mends = []

    def lose(statement, mend):
        mends.append(mend)
        django_db_setup.execute(statement)

    yield lose
    for mend in mends:
        with suppress(psycopg.errors.DuplicateObject):
            django_db_setup.execute(mend)


@pytest.fixture
def superuser_statement(django_db_setup, transactional_db):
    """Return how a statement is run for good."""
    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    return django_db_setup.execute
