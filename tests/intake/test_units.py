"""Units are found by what they are called, without going through all of them for each line."""

import pytest

from intake.comparing import units
from tests import factories
from tests.intake.sending import book, send

pytestmark = pytest.mark.django_db


def test_each_line_looks_at_those_of_its_name_alone(monkeypatch):
    school = factories.school()
    clerk = factories.grant(factories.user(), school).user
    names = [f"教研组{nth}" for nth in range(30)]
    for name in names:
        factories.unit(school, name)
    looked_at, path_of = [], units.path_of
    monkeypatch.setattr(units, "path_of", lambda unit: looked_at.append(unit.name) or path_of(unit))

    row = send(clerk, school, book(单元=[("名称", "类型"), *((name, "教研组") for name in names)]))

    assert row.state == "checked"
    assert sorted(looked_at) == sorted(names)
