"""Test databases are copies: the migrations run once for each state of the code that makes them."""

import pytest
from django.db import connection

from config.pg import template

pytestmark = pytest.mark.django_db


def test_the_database_of_this_test_was_copied_from_the_template_of_this_code():
    name = f"template_liangzhu_{template.fingerprint()}"

    with connection.cursor() as cursor:
        assert template.exists(cursor, name)
        assert not template.exists(cursor, "template_liangzhu_making")


def test_another_migration_needs_another_template(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "schools" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.py").write_text("operations = []")
    first = template.fingerprint()
    (folder / "0002_second.py").write_text("operations = []")

    second = template.fingerprint()
    (folder / "0002_second.py").write_text("operations = [1]")

    assert len({first, second, template.fingerprint()}) == 3
