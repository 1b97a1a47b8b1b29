"""The sample schools: built by code, loaded by Django, judged as their README says."""

import json
from collections import Counter

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.compliance.sweep import sweep
from governance.exchange.fixtures import export_rows, scope_of
from governance.exchange.fixtures.catalogue import CATALOGUE
from governance.exchange.samples import SAMPLES, sample_rows
from governance.exchange.samples.parts import ON
from governance.models import PartyMembership, PartyOrganization
from schools.domain.trees import tree_models, wrong_nodes
from schools.models import Person, School

CODES = {
    "branch_school": "2133990001",
    "general_branch_school": "3133990002",
    "committee_school": "3433990003",
    "three_campus_group": "3133990004",
}
TREE = ("lft", "rght", "tree_id", "level", "depth")
CHECKED_AGAIN = 20


def file_of(name):
    return settings.BASE_DIR / "fixtures" / f"{name}.json"


def load(*names):
    call_command("loaddata", *(str(file_of(name)) for name in names), verbosity=0)


@pytest.mark.parametrize("name", SAMPLES)
def test_file_is_what_the_code_says(name):
    assert file_of(name).read_text(encoding="utf-8") == "".join(sample_rows(name))


def test_command_tells_when_a_file_is_out_of_date(tmp_path):
    call_command("build_fixtures", folder=tmp_path)
    call_command("build_fixtures", "--check", folder=tmp_path)
    (tmp_path / "branch_school.json").write_text("[]", encoding="utf-8")

    with pytest.raises(CommandError, match=r"branch_school\.json 不是最新的"):
        call_command("build_fixtures", "--check", folder=tmp_path)


@pytest.mark.parametrize("name", SAMPLES)
def test_people_are_plainly_invented(name):
    records = json.loads(file_of(name).read_text(encoding="utf-8"))
    people = [r["fields"] for r in records if r["model"] == "schools.person"]

    assert people
    assert all(person["name"].startswith("演示") and person["is_demo"] for person in people)


@pytest.mark.django_db(transaction=True)
def test_all_load_together_and_every_row_is_valid():
    load(*SAMPLES)

    assert School.objects.count() == len(SAMPLES)
    assert [node for model in tree_models() for node in wrong_nodes(model)] == []
    for kept in CATALOGUE:
        exclude = {f.name for f in kept.model._meta.fields} & set(TREE)
        for nth, row in enumerate(kept.model._base_manager.all()):
            # The database has just checked its constraints; asking it again for each of the many
            # rows of the group school would only take long.
            row.full_clean(exclude=exclude, validate_constraints=nth < CHECKED_AGAIN)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_export_of_the_loaded_school_is_the_file(name, code):
    load(name)

    text = "".join(export_rows(scope_of(School.objects.get(code=code))))

    assert text == file_of(name).read_text(encoding="utf-8")


@pytest.mark.django_db(transaction=True)
def test_small_schools_have_no_finding_and_the_group_has_the_one_it_shows():
    load(*SAMPLES)

    reports = list(sweep(School.objects.all(), ON, store=False))

    found = {report.school.code: [f.judgement.rule for f in report.found] for report in reports}
    assert {code: rules for code, rules in found.items() if rules} == {
        CODES["three_campus_group"]: ["ORG-008"]
    }
    assert [report.outcomes.get("unknown", 0) for report in reports] == [0, 0, 0, 0]


@pytest.mark.django_db
def test_group_school_is_as_the_case_describes_it():
    load("three_campus_group")

    organizations = Counter(
        PartyOrganization.objects.filter(school__isnull=False).values_list("type", flat=True)
    )
    by_branch = Counter(PartyMembership.objects.values_list("organization", flat=True))
    groups = PartyOrganization.objects.filter(type="group").values_list("parent", flat=True)

    assert organizations == {"general_branch": 1, "branch": 9, "group": 27}
    assert sum(by_branch.values()) == Person.objects.filter(political_status="full").count() == 158
    assert set(by_branch.values()) == {17, 18}
    assert set(Counter(groups).values()) == {3}
