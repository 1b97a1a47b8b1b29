"""Every table with rows of schools is held back, or named with the reason why not."""

import pytest
from django.apps import apps
from django.db import connection

from schools.row_security.policies import _LARGE, HANDED_OUT, policies
from schools.row_security.tables import ALL_ROWS, EXEMPT, OWN, secured, secured_models
from tests.row_security.people import asked_by_nobody, keys

TABLES = {one.table for one in secured()}
_STATE = """
SELECT relname, relrowsecurity AND relforcerowsecurity, array_agg(polname::text ORDER BY polname)
FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace GROUP BY 1, 2
"""


def test_every_table_has_a_policy_or_is_exempt_with_a_reason():
    own = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OWN and not model._meta.proxy
    }

    assert own == TABLES | EXEMPT.keys()
    assert not TABLES & EXEMPT.keys()
    assert all(EXEMPT.values())


def test_every_row_finds_a_place():
    assert [one.table for one in secured() if not one.ways] == []


@pytest.mark.django_db
def test_policies_are_in_place_and_bind_the_owner_too():
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        found = {table: (forced, names) for table, forced, names in cursor.fetchall()}

    assert found == dict.fromkeys(TABLES, (True, ["lz_scope", "lz_scope_deleted"]))


def test_without_a_scope_no_table_hands_out_a_row(world):
    pk = {model._meta.db_table: model._meta.pk.column for model in secured_models()}
    there = {table: keys(table, pk[table]) for table in TABLES}

    with asked_by_nobody():
        found = {table: keys(table, pk[table]) for table in TABLES}

    assert {table for table, rows in there.items() if not rows} == set()
    assert found == {table: set() for table in TABLES}


def test_a_way_over_a_large_table_is_asked_of_one_row_by_its_key():
    over = [one for one in secured() if any(step[1] in _LARGE for way in one.ways for step in way.steps)]

    assert {step[2] for one in over for way in one.ways for step in way.steps if step[1] in _LARGE} == {"id"}
    read = {
        one.table: statement
        for one in over
        for name, statement in policies(one)
        if name == HANDED_OUT and one.public != ALL_ROWS
    }
    assert sorted(read) == [
        "governance_rightsrestriction",
        "oversight_caseentry",
        "oversight_findingcase",
        "oversight_findingcase_files",
        "privacy_legalhold",
    ]
    assert [table for table, statement in read.items() if "EXISTS" in statement] == []
