"""Every product in every form of file: what people typed is in it, and does nothing."""

import pytest

from exports.products import PRODUCTS
from governance.choices import OrgLevel, OrgType, Role
from tests import factories
from tests.security.hostile.addresses import read
from tests.security.hostile.opened import opened
from tests.security.hostile.payloads import CONTROLS, FORMULAS, MARK, PAYLOADS, TRACE
from tests.security.hostile.poison import poisoned
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Tables whose cells may begin like formulas, each with the reason.
MACHINES = {
    "oneroster zip": "read by programs as the standard has it: an apostrophe would become part of a name"
}


@pytest.fixture
def place(place):
    """The school, with something in every table."""
    school, _county = place["rows"]
    branch, unit = school.organizations.order_by("pk").first(), factories.unit(school)
    factories.unit_membership(unit, factories.employ(factories.person(school)).person)
    factories.host_unit(branch, unit)
    factories.assign(school.people.first(), factories.leading_group(school), Role.HEAD)
    factories.term(branch)
    joint = factories.organization(OrgType.JOINT_BRANCH, school=school, level=OrgLevel.DISTRICT)
    factories.coverage(joint, other_unit="演示单位")
    return place


@pytest.fixture
def files(place, inside):
    """`files()` is what is in every product of the school, in each of its forms, by name and form."""

    def fetch(product, form):
        address = f"/schools/{place['school']}/exports/{product.key}/file/?ending={form.ending}"
        answer = inside.get(address)
        if not answer.streaming and answer.headers["Content-Type"].startswith("text/html"):
            answer = inside.post(address, {"purpose": "work"})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == form.media_type
        return list(opened(f"x.{form.ending}", read(answer)))

    def every():
        return {
            f"{product.key} {form.ending}": fetch(product, form)
            for product in PRODUCTS.values()
            for form in product.forms
        }

    return every


def without(files, word):
    """Return the files that do not have the word in them."""
    return {name for name, parts in files.items() if not any(word in part.text for part in parts)}


def test_every_file_says_what_was_typed_and_nothing_in_it_acts(files):
    assert without(files(), MARK) == set(files())
    poisoned(PAYLOADS)

    found = files()

    assert without(found, MARK) == set()
    assert {name: part.acting for name, parts in found.items() for part in parts if part.acting} == {}


def test_no_cell_of_any_table_is_a_formula(files):
    assert without(files(), "1+1") == set(files())
    poisoned(FORMULAS)

    found = files()

    tables = {name: parts for name, parts in found.items() if {one.kind for one in parts} & {"csv", "xlsx"}}
    assert without(tables, "1+1") == set()
    acting = {
        name: cells
        for name, parts in tables.items()
        if name not in MACHINES and (cells := [cell for part in parts for cell in part.acting])
    }
    number = sum(len(part.texts) for parts in tables.values() for part in parts)
    record(
        "cells of tables that are taken away and that a spreadsheet would calculate",
        "0",
        f"{sum(map(len, acting.values()))} of {number} in {len(tables)} files",
    )
    assert acting == {}
    assert set(MACHINES) <= set(tables)


def test_what_no_file_can_hold_is_left_out(files):
    poisoned(CONTROLS)

    found = files()

    assert without(found, TRACE) == set()
    assert len(found) == sum(len(product.forms) for product in PRODUCTS.values())
