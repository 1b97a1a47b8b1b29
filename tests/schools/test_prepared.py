"""Questions that stay on the server, watched as Django watches its own."""

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from schools.prepared import bound, prepared

pytestmark = pytest.mark.django_db
QUESTION = "SELECT wanted * %s FROM unnest(%s::int[]) AS wanted ORDER BY wanted"


def asked(factor, keys):
    with prepared() as cursor:
        cursor.execute(QUESTION, [factor, bound(keys)])
        return [number for (number,) in cursor.fetchall()]


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT wanted%'")
        return cursor.fetchone()[0]


def test_one_plan_for_whatever_keys():
    before = kept()

    answers = [asked(2, [1]), asked(3, [1, 70_000]), asked(4, [])]

    assert answers == [[2], [3, 210_000], []]
    assert (before, kept()) == (0, 1)


def test_texts_are_bound_whatever_they_say():
    texts = ["一", "a,b", '"', "\\", "{}", "NULL", "", " "]

    with prepared() as cursor:
        cursor.execute("SELECT %s::text[]", [bound(texts)])
        [given] = cursor.fetchone()

    assert given == texts


def test_a_log_of_queries_shows_the_values_and_keeps_no_plan():
    with CaptureQueriesContext(connection) as log:
        asked(2, [1, 2])

    assert [query["sql"] for query in log] == [
        "SELECT wanted * 2 FROM unnest('{1,2}'::int[]) AS wanted ORDER BY wanted"
    ]
    assert kept() == 0


def test_errors_are_djangos():
    with pytest.raises(ProgrammingError, match="no_such_table"), prepared() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table WHERE id = %s", [1])


def test_those_who_watch_queries_see_it():
    seen = []

    def watch(execute, sql, params, many, context):
        seen.append((sql, list(params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        asked(2, [1])

    assert seen == [(QUESTION, [2, "{1}"])]
