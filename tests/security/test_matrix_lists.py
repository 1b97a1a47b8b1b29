"""Lists of rows × roles × positions."""

import pytest

from tests.security.matrix.lists import FORMS, ask_lists, furnish, home, scoped_models
from tests.security.matrix.visitors import build

pytestmark = pytest.mark.django_db
NAMES = ["@".join(form) for form in FORMS]
#: What is everybody's, or whose rows one person only ever has.
OWN = {"exports.Order", "oversight.Report"}


@pytest.fixture
def world():
    made = build(with_far=True)
    furnish(made)
    return made


def test_every_model_has_rows_inside_and_outside(world):
    near, far = world.place["rows"], world.far["rows"]
    missing = {}
    for model in scoped_models():
        homes = [home(row) for row in model._default_manager.all()]
        there = [any(s == school.pk or a == area.pk for s, a in homes) for school, area in (near, far)]
        if there != [True, True]:
            missing[model._meta.label] = there

    assert missing == {}


@pytest.mark.parametrize("form", [FORMS[0], FORMS[4], FORMS[9]], ids=lambda form: form[0])
def test_a_share_of_the_lists(form, world, tally):
    cells = tally("lists")
    ask_lists(world, form, cells, scoped_models())

    assert cells.violations == []


@pytest.mark.security
@pytest.mark.timeout(900)
@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_all_lists(form, world, tally):
    cells = tally("lists")
    ask_lists(world, form, cells, scoped_models())

    assert cells.violations == []
