"""The measured province can be made, small as large: its statements name the columns there are."""

from datetime import date

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench import desk, oversight, province
from bench.pages import Browser

ON = date(2026, 6, 1)
SCHOOLS = 120


@pytest.fixture
def chosen(transactional_db):
    place = province.fill(ON, schools=SCHOOLS)
    desk.fill(place, ON)
    return oversight.places(place, ON)


def test_every_table_of_the_desk_has_rows_and_a_page_is_answered(chosen):
    with connection.cursor() as cursor:
        empty = [table for table in desk.FILLED if not has_rows(cursor, table)]
    browser = Browser.of(get_wsgi_application(), desk.official_of(chosen.province))
    visit = browser.visit("inbox", ["/inbox/"], 1)

    assert province.number() == SCHOOLS
    assert empty == []
    assert visit.size > 5_000


def has_rows(cursor, table):
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608 -- a table of ours
    return cursor.fetchone()[0]
