"""Routes × roles × positions."""

import pytest

from tests.security.matrix.routes import ask_routes
from tests.security.matrix.visitors import FORMS, build

pytestmark = pytest.mark.django_db
#: `make test` asks every so manyth route, of each position and role other ones.
SHARE = 24
NAMES = ["@".join(form) for form in FORMS]


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_a_share_of_the_routes(form, tally):
    cells = tally("routes")
    ask_routes(build(), form, cells, share=SHARE)

    assert cells.violations == []


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_all_routes(form, tally):
    cells = tally("routes")
    ask_routes(build(), form, cells)

    assert cells.violations == []
