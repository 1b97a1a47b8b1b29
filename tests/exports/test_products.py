"""How many people a file will name is known before it is made, and is what it comes to."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from itertools import product as product_of
from zipfile import ZipFile

import pytest

from exports.places import Place
from exports.products import PRODUCTS, Want
from exports.roster import roster_people
from governance.choices import OrgState, Role
from schools.models import Person
from tests import factories
from tests.exports.asking import address, chosen, content
from tests.security.hostile.opened import opened

ON = factories.ON
#: Products that are about bodies and name nobody.
NOBODY = {"coverages", "hosts", "schools", "terms", "units", "vacancies"}
KEYS = sorted(PRODUCTS)


@pytest.fixture
def uneven(county):
    """Bodies that do not stand any more, with posts that are still held.

    A person has two posts, and a finding is about another one.
    """
    gone, kept = county.large.branches
    factories.enter_state(gone, OrgState.DISSOLVED, ON)
    factories.assign(county.large.people[5], county.large.school, Role.VICE_PRINCIPAL)
    factories.assign(county.large.people[5], kept, Role.DEPUTY_SECRETARY)
    evidence = {"post": "演示职务", "person": county.large.people[6].name, "org": "演示支部", "no": 2}
    factories.finding(county.large.school, "TERM-008", subject_kind="assignment", evidence=evidence)
    return county


def people_in(key, path):
    """Count who is in the file: the rows of people where there are such, the names elsewhere."""
    if path.suffix != ".zip":
        text = "\n".join(part.text for part in opened(path.name, path.read_bytes()))
        names = set(re.findall("演示[甲乙丙丁戊己庚辛壬癸]+", text))
        return len(names & set(Person.objects.values_list("name", flat=True)))
    with ZipFile(path) as pack:
        parts = {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}
    if key == "oneroster":
        users = csv.DictReader(StringIO(parts["users.csv"], newline=""))
        return len({(one["familyName"], one["givenName"]) for one in users})
    (rows,) = [json.loads(text) for name, text in parts.items() if name != "manifest.json"]
    return len([row for row in rows if row["model"] == "schools.person"])


@pytest.mark.parametrize("key", KEYS)
def test_the_people_counted_before_are_those_in_the_file(key, uneven, tmp_path):
    product, large = PRODUCTS[key], uneven.large.school
    places = [Place(large, factories.grant(factories.user(), large).user)]
    places += [] if product.of_schools else [Place(uneven.place, uneven.official)]
    named = []

    for place, form in product_of(places, product.forms):
        want, path = Want(ON, form.ending), tmp_path / f"file.{form.ending}"
        made = product.make(path, place, want)
        number = people_in(key, path)
        assert (product.people(place, want), made.people) == (number, number)
        named.append(number)
    assert any(named) == (key not in NOBODY)


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
