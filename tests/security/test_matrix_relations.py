"""Relation fields of the desk × roles × positions."""

import pytest

from tests.security.matrix.lists import furnish
from tests.security.matrix.relations import ask_relations
from tests.security.matrix.visitors import FORMS, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = build(with_far=True)
    furnish(made)
    return made


@pytest.mark.parametrize("form", [("administrator", "school")], ids=lambda form: form[0])
def test_a_share_of_the_relations(form, world, tally):
    cells = tally("relations")
    ask_relations(world, form, cells)

    assert cells.violations == []


@pytest.mark.security
@pytest.mark.timeout(900)
@pytest.mark.parametrize("form", FORMS, ids="@".join)
def test_all_relations(form, world, tally):
    cells = tally("relations")
    ask_relations(world, form, cells)

    assert cells.violations == []
