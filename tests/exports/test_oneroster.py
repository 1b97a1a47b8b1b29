"""OneRoster: the files of the standard, complete in themselves, without anything of the Party."""

import csv
import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from exports.oneroster import oneroster_write
from exports.oneroster.fields import FILES, KINDS
from exports.oneroster.people import names_of
from exports.places import Place
from governance.choices import Role
from tests import factories
from tests.exports import published
from tests.exports.scene import close

ON = factories.ON


@pytest.fixture
def delivery(at_county, tmp_path):
    people = oneroster_write(tmp_path / "a.zip", at_county, ON)
    return people, read(tmp_path / "a.zip")


def read(path):
    with ZipFile(path) as pack:
        assert all("/" not in name for name in pack.namelist())
        return {
            name.removesuffix(".csv"): list(csv.reader(io.StringIO(pack.read(name).decode(), newline="")))
            for name in pack.namelist()
        }


def rows(files, name):
    head, *found = files[name]
    return [dict(zip(head, row, strict=True)) for row in found]


def test_the_manifest_names_what_is_there(delivery):
    _people, files = delivery
    said = {row["propertyName"]: row["value"] for row in rows(files, "manifest")}

    assert said["oneroster.version"] == "1.2"
    assert said["manifest.version"] == "1.0"
    assert {key.removeprefix("file.") for key, value in said.items() if value == "bulk"} == set(FILES)
    assert {f"file.{kind}" for kind in KINDS} <= said.keys()
    assert files.keys() == {"manifest", *FILES}


def test_columns_lists_and_references_are_those_of_the_standard(delivery):
    _people, files = delivery
    for name, columns in FILES.items():
        assert files[name][0] == list(columns)
        assert rows(files, name) != []
        for row in rows(files, name):
            assert all(row[column] for column in published.ONEROSTER_REQUIRED[name])
            assert (row["status"], row["dateLastModified"]) == ("", "")
        ids = [row["sourcedId"] for row in rows(files, name)]
        assert len(ids) == len(set(ids))
    for (name, column), allowed in published.ONEROSTER_LISTS.items():
        assert {row[column] for row in rows(files, name)} <= allowed
    for (name, column), target in published.ONEROSTER_REFERENCES.items():
        known = {row["sourcedId"] for row in rows(files, target)}
        assert {row[column] for row in rows(files, name)} - {""} <= known


def test_everybody_has_one_primary_role(delivery):
    people, files = delivery
    primary = [row["userSourcedId"] for row in rows(files, "roles") if row["roleType"] == "primary"]

    assert sorted(primary) == sorted(row["sourcedId"] for row in rows(files, "users"))
    assert people == len(primary)


def test_the_principal_is_one_and_the_secretary_is_staff(county, at_county, tmp_path):
    principal, secretary = factories.members(2, county.small, county.branch)
    factories.assign(principal, county.small, Role.PRINCIPAL)
    factories.assign(secretary, county.branch, Role.SECRETARY)

    oneroster_write(tmp_path / "b.zip", at_county, ON)

    files = read(tmp_path / "b.zip")
    roles = {row["userSourcedId"]: row["role"] for row in rows(files, "roles")}
    assert (roles[principal.number], roles[secretary.number]) == ("principal", "teacher")
    said = str(files)
    assert county.branch.number not in said
    assert "党" not in said


def test_another_county_is_not_in_it(county, delivery, tmp_path):
    beyond = Place(county.outside.school, factories.user(is_superuser=True))
    oneroster_write(tmp_path / "c.zip", beyond, ON)
    assert county.outside.school.code in str(read(tmp_path / "c.zip"))

    assert county.outside.school.code not in str(delivery[1])


@pytest.mark.parametrize("days", [0, 1, 400], ids=["closed", "closes tomorrow", "closes next year"])
def test_a_school_is_in_it_with_units_and_people_until_the_day_it_is_closed(
    days, county, at_county, tmp_path
):
    teacher = county.branch.memberships.first().person
    unit = factories.unit(county.small, "一年级组")
    factories.unit_membership(unit, teacher)
    close(county.small, ON + timedelta(days=days))

    oneroster_write(tmp_path / "d.zip", at_county, ON)

    files = read(tmp_path / "d.zip")
    orgs = {row["sourcedId"] for row in rows(files, "orgs")} & {county.small.code, unit.number}
    users = {row["sourcedId"] for row in rows(files, "users")} & {teacher.number}
    roles = {row["orgSourcedId"] for row in rows(files, "roles") if row["userSourcedId"] == teacher.number}
    if days:
        assert (orgs, users, roles) == ({county.small.code, unit.number}, {teacher.number}, orgs)
    else:
        assert (orgs, users, roles) == (set(), set(), set())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王小明", ("小明", "王")),
        ("欧阳小明", ("小明", "欧阳")),
        ("欧阳", ("阳", "欧")),
        ("阿依古丽·买买提", ("阿依古丽·买买提", "阿依古丽·买买提")),
        ("John Smith", ("John Smith", "John Smith")),
        ("丽", ("丽", "丽")),
    ],
)
def test_names(name, parts):
    assert names_of(name) == parts
