"""How many people a file will name is known before it is made, and is what it comes to."""

from dataclasses import replace

import pytest

from exports.places import Place
from exports.products import PRODUCTS, Want
from exports.roster import roster_people
from governance.choices import OrgState, Role
from tests import factories
from tests.exports.asking import address, chosen, content

ON = factories.ON


@pytest.fixture
def uneven(county):
    """Bodies that do not stand any more, with posts that are still held, and a person with two posts."""
    gone, kept = county.large.branches
    factories.enter_state(gone, OrgState.DISSOLVED, ON)
    factories.assign(county.large.people[5], county.large.school, Role.VICE_PRINCIPAL)
    factories.assign(county.large.people[5], kept, Role.DEPUTY_SECRETARY)
    return county


@pytest.mark.parametrize("key", sorted(PRODUCTS))
def test_the_people_counted_before_are_those_in_the_file(key, uneven, tmp_path):
    product, large = PRODUCTS[key], uneven.large.school
    places = [Place(large, factories.grant(factories.user(), large).user)]
    places += [] if product.of_schools else [Place(uneven.place, uneven.official)]

    for place in places:
        want = Want(ON, product.forms[0].ending)
        assert product.people(place, want) == product.make(tmp_path / "file", place, want).people


def test_the_roster_counts_teams_as_well_as_members(county, at_school):
    assert roster_people(at_school, ON) == 8
    factories.assign(factories.person(county.large.school), county.large.branches[0], Role.DEPUTY_SECRETARY)

    assert roster_people(at_school, ON) == 9


def test_to_be_asked_what_a_file_is_for_makes_no_file(client, county, monkeypatch):
    made = []
    members = PRODUCTS["members"]

    def make(*what):
        made.append(what)
        return members.make(*what)

    monkeypatch.setitem(PRODUCTS, "members", replace(members, make=make))
    client.force_login(county.official)
    there = client.post(address(county, "members"), {**chosen("name", ending="csv"), "take": "1"})

    page = client.get(there.url)
    wrong = client.post(there.url, {"purpose": "none"})
    assert ("导出前请说明用途" in page.text, wrong.status_code, made) == (True, 422, [])

    assert content(client.post(there.url, {"purpose": "work"}))
    assert len(made) == 1
