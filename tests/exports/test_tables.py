"""Each table: what is in it, that nothing of elsewhere is, in a constant number of queries."""

from datetime import date, timedelta

import pytest

from exports.tables import TABLES
from governance.choices import Role, SubjectKind
from governance.presentation.loading import load_structure
from tests import factories
from tests.exports.scene import close

pytestmark = pytest.mark.django_db
ON = factories.ON


def read(table, place, columns=(), on=ON, **filters):
    chosen = TABLES[table].chosen(columns)
    return list(TABLES[table].read(place, on, filters, chosen))


def everything(place, table, on=ON):
    return [[str(cell) for cell in row] for row in read(table, place, [c.key for c in TABLES[table].columns])]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_another_county_is_in_it(table, county, at_county):
    admin = factories.user(is_superuser=True)
    beyond = type(at_county)(county.outside.school, admin)
    marks = {county.outside.school.code, county.outside.school.name}
    seen = [row for row in everything(beyond, table) if marks & set(row)]
    if table not in ("coverages", "vacancies"):
        assert seen != []  # there is something to leak

    assert [row for row in everything(at_county, table) if marks & set(row)] == []


def test_organizations_stand_with_superior_secretary_and_members(county, at_school):
    found = read("organizations", at_school, ("full_name", "type", "superior", "members", "full_members"))

    root, *branches = county.large.branches[0].parent, *county.large.branches
    assert [row[0] for row in found] == [root.full_name, *(one.full_name for one in branches)]
    assert [row[1] for row in found] == ["党总支", "党支部", "党支部"]
    assert [row[2] for row in found[1:]] == [root.full_name] * 2
    assert [row[3:] for row in found] == [[0, 0], [4, 4], [4, 4]]


def test_members_of_branches_are_those_of_the_pages(county, at_county):
    found = read("members", at_county, ("organization_number", "name", "stage"))

    assert len(found) == 11
    assert {row[2] for row in found} == {"正式党员"}
    structure = load_structure(county.small, ON)
    mine = [row for row in found if row[0] == county.branch.number]
    assert len(mine) == structure.members_of(structure.organizations[0]).total == 3


def test_holders_of_posts_and_posts_without(county, at_school):
    found = read("posts", at_school, ("body", "title", "person", "since"))

    secretary = next(row for row in found if row[0] == "七年级组" and row[1] == "单元负责人")
    assert secretary[2:] == [county.large.people[0].name, factories.TERM_START]
    empty = factories.post(county.large.units[1], Role.UNIT_DEPUTY)
    rows = read("posts", at_school, ("body", "title", "person"), held="empty")
    assert rows == [[empty.unit.name, "单元副职", None]]


def test_who_left_a_post_is_not_in_it(county, at_school):
    branch, person = county.large.branches[0], factories.member(county.large.school)
    factories.assign(person, branch, Role.DEPUTY_SECRETARY, start=date(2020, 1, 1), end=ON)

    def names(on):
        return {row[0] for row in read("posts", at_school, ("person",), on=on)}

    assert person.name in names(ON - timedelta(days=1))
    assert person.name not in names(ON)


def test_hosts_terms_and_findings(county, at_school):
    units = [unit.name for unit in county.large.units]
    assert sorted(row[0] for row in read("hosts", at_school, ("unit",))) == sorted(units)
    assert {row[0] for row in read("terms", at_school, ("number",))} == {2}
    assert [row[:2] for row in read("findings", at_school, ("rule", "severity"))] == [["ORG-005", "应当整改"]]
    assert read("findings", at_school, severity="warning") == []
    assert read("findings", at_school, severity="nonsense") != []


def test_vacancies_are_those_of_the_school_page(county, at_county):
    factories.post(county.large.units[0], Role.UNIT_DEPUTY, seats=2)

    found = read("vacancies", at_county, ("school", "title", "seats", "filled", "empty"))

    expected = []
    for school in (county.large.school, county.small):
        for one in load_structure(school, ON).vacancies:
            expected.append([school.name, one.title, one.seats, one.filled, one.empty])
    assert expected != []
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_nothing_is_vacant_in_a_school_that_is_closed(county, at_county):
    factories.post(county.large.units[0], Role.UNIT_DEPUTY, seats=2)
    of_large = ["演示第一中学"]
    assert of_large in read("vacancies", at_county, ("school",))

    close(county.large.school, ON)

    assert of_large not in read("vacancies", at_county, ("school",))


def test_schools_with_type_and_findings(county, at_county):
    found = read("schools", at_county, ("school", "org_type", "errors"))

    assert found == [["演示第一中学", "党总支", 1], ["演示第二小学", "党支部", 1]]
    assert [row[0] for row in read("schools", at_county, ("school",), org_type="branch")] == ["演示第二小学"]


def test_a_school_is_in_it_as_long_as_it_is_one(county, at_county):
    close(county.small, ON)

    def names(on):
        return [row[0] for row in read("schools", at_county, ("school",), on=on)]

    assert names(ON - timedelta(days=1)) == ["演示第一中学", "演示第二小学"]
    assert names(ON) == ["演示第一中学"]


@pytest.mark.parametrize("table", TABLES)
def test_more_schools_take_no_more_queries(table, county, at_county, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        place = type(at_county)(county.place, county.official)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            everything(place, table)
        return len(caught)

    queries()  # what is remembered for the day is read once
    before = queries()
    for nth in range(3):
        school = factories.school(jurisdiction=county.place, name=f"演示添加{nth}")
        branch = factories.organization(school=school)
        factories.term(branch)
        factories.members(2, school, branch)
        factories.finding(school, "ORG-005")

    assert queries() == before


@pytest.mark.parametrize("table", TABLES)
def test_count_and_rows_agree(table, at_county):
    assert TABLES[table].count(at_county, ON, {}) == len(read(table, at_county))


def test_columns_come_in_the_order_asked_for_and_unknown_ones_do_not():
    table = TABLES["schools"]

    assert [c.key for c in table.chosen(["errors", "nonsense", "school", "errors"])] == ["errors", "school"]
    assert [c.key for c in table.chosen([])] == [c.key for c in table.columns if c.shown]


def test_keys_are_told_apart():
    for table in TABLES.values():
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys))
        assert any(column.shown for column in table.columns)


def test_people_are_counted_once(county, at_county):
    twice = county.large.people[0]
    assert len([row for row in read("posts", at_county, ("person",)) if row[0] == twice.name]) > 1

    held = {row[0] for row in read("posts", at_county, ("person",))} - {None}
    assert TABLES["posts"].people(at_county, ON, {}) == len(held)
    assert TABLES["schools"].people(at_county, ON, {}) == 0


def test_secretaries_are_counted_once_and_those_who_act_are_not(county, at_county):
    structure, table = county.large, TABLES["organizations"]
    named = {row[0] for row in read("organizations", at_county, ("secretary",))} - {None}
    assert table.people(at_county, ON, {}) == len(named) == 3

    factories.assign(county.outside.people[1], county.branch, Role.SECRETARY, is_acting=True)
    assert table.people(at_county, ON, {}) == 3
    factories.assign(structure.people[1], factories.organization(parent=structure.root), Role.SECRETARY)
    assert {row[0] for row in read("organizations", at_county, ("secretary",))} - {None} == named
    assert table.people(at_county, ON, {}) == 3
    assert table.people(at_county, ON, {"type": "general_branch"}) == 1


@pytest.mark.parametrize(
    "named",
    [
        {"subject_kind": SubjectKind.ASSIGNMENT},
        {"evidence": {"person": "演示甲"}},
        {"evidence": {"person_post": "演示甲（书记）"}},
        {"evidence": {"attester": "演示甲"}},
    ],
    ids=["assignment", "person", "person_post", "attester"],
)
def test_findings_that_name_somebody_are_counted(named, county, at_county):
    table = TABLES["findings"]
    assert (table.count(at_county, ON, {}), table.people(at_county, ON, {})) == (2, 0)

    factories.finding(county.small, "POS-001", severity="warning", **named)
    factories.finding(county.outside.school, "POS-001", **named)

    assert (table.count(at_county, ON, {}), table.people(at_county, ON, {})) == (3, 1)
    assert table.people(at_county, ON, {"severity": "error"}) == 0
    assert table.people(at_county, date(2026, 4, 1), {}) == 0
