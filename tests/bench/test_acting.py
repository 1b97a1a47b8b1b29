"""The measurement of drops, on a school of the tests."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from bench import acting
from bench.pages import PageFailed
from governance.choices import OrgType
from governance.models import PartyOrganization
from schools.models import Unit
from tests import factories
from tests.structures import general_branch


@pytest.fixture
def order(transactional_db):
    order = general_branch()
    factories.unit(order.school, "教研组")
    factories.organization(OrgType.GROUP, parent=order.branches[0])
    return order


def test_each_drop_is_really_done_to_and_fro(order):
    found = list(acting.moves(WSGIHandler(), order.school.jurisdiction, requests=2))

    assert [name for name, _timings, _queries in found] == [
        f"a unit of {order.school.name}",
        f"a party group of {order.school.name}",
    ]
    assert [len(timings.seconds) for _name, timings, _queries in found] == [2, 2]
    assert all(queries > 20 for _name, _timings, queries in found)
    assert Unit.objects.exclude(parent=None).count() == 1
    assert PartyOrganization.objects.get(type=OrgType.GROUP).parent in order.branches


def test_a_drop_that_is_refused_is_no_measurement(order):
    [unit, _group] = acting.drops(order.school)
    forbidden = acting.Drop("itself", "unit_move", unit.node, (unit.node, unit.node))
    user = factories.user()
    factories.grant(user, order.school)
    browser = acting.Browser.of(WSGIHandler(), user)

    with pytest.raises(PageFailed, match="422"):
        acting.to_and_fro(browser, order.school, forbidden, 1)
