"""Export, load into an empty database, export again: the same bytes, trees and findings."""

import json
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from governance.choices import OrgState, OrgType
from governance.compliance.sweep import sweep
from governance.exchange.fixtures import export_file, export_rows, scope_of
from governance.exchange.fixtures.catalogue import CATALOGUE, COMPUTED
from governance.exchange.fixtures.memory import sheet_rows
from governance.exchange.fixtures.pseudonyms import Pseudonyms
from governance.exchange.samples.parts import COUNTY, ON
from governance.models import Finding, PartyMembership, PartyOrganization
from schools.domain.trees import tree_models, wrong_nodes
from schools.history import event_models
from schools.models import Jurisdiction, Person, School
from tests import factories
from tests.governance.exchange.district import CENTRAL, SMALL, VILLAGE, build_district


def check():
    """Judge and record; return what fails at which school."""
    reports = list(sweep(School.objects.all(), ON))
    return {r.school.code: sorted(f.judgement.key for f in r.found) for r in reports}


def school_text(code, pseudonyms=None):
    return "".join(export_rows(scope_of(School.objects.get(code=code)), pseudonyms))


def county_text(pseudonyms=None):
    return "".join(export_rows(scope_of(Jurisdiction.objects.get(code=COUNTY)), pseudonyms))


def rows_by_model():
    # that something was loaded is on record each time
    kept = (model for model in apps.get_models() if model._meta.app_label not in ("audit", "pghistory"))
    return Counter({model._meta.label: model._base_manager.count() for model in kept})


def load(text, folder):
    file = folder / "export.json"
    file.write_text(text, encoding="utf-8")
    call_command("loaddata", str(file), verbosity=0)


def records(text, model):
    return [r["fields"] for r in json.loads(text) if r["model"] == model]


def codes(text):
    return [fields["code"] for fields in records(text, "schools.school")]


@pytest.fixture
def district(db):
    """The district in the database; constraints that wait for the end of a transaction speak here."""
    build_district().save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def committed(transactional_db):
    """The district with its findings, committed, so that the database can be emptied."""
    build_district().save()
    return check()


@pytest.mark.django_db(transaction=True)
def test_county_comes_back_with_the_same_bytes_trees_and_findings(committed, tmp_path):
    text = county_text()

    call_command("flush", interactive=False, verbosity=0)
    load(text, tmp_path)

    assert county_text() == text
    assert [node for model in tree_models() for node in wrong_nodes(model)] == []
    assert check() == committed
    assert county_text() == text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", [VILLAGE, SMALL])
def test_school_comes_back_with_what_it_refers_to_elsewhere(committed, tmp_path, code):
    text = school_text(code)

    call_command("flush", interactive=False, verbosity=0)
    load(text, tmp_path)

    assert school_text(code) == text
    assert [node for model in tree_models() for node in wrong_nodes(model)] == []
    assert check()[code] == committed[code]


@pytest.mark.django_db(transaction=True)
def test_where_organizations_come_from_comes_back(committed, tmp_path):
    """A branch that grew out of a party group is written before the group: it is referred to ahead."""
    branch = PartyOrganization.objects.get(type=OrgType.BRANCH, parent__isnull=False)
    group = factories.organization(OrgType.GROUP, parent=branch)
    PartyOrganization.objects.filter(pk=branch.pk).update(predecessor=group)
    factories.merger(factories.organization(school=branch.school, state=OrgState.DISSOLVED), branch)
    text = county_text()

    call_command("flush", interactive=False, verbosity=0)
    load(text, tmp_path)

    assert county_text() == text
    [merger] = records(text, "governance.organizationmerger")
    assert merger["into"] == [branch.number]


@pytest.mark.django_db(transaction=True)
def test_second_load_changes_nothing(committed, tmp_path):
    text = county_text()
    rows = rows_by_model()

    load(text, tmp_path)

    assert county_text() == text
    assert rows_by_model() == rows
    assert [node for model in tree_models() for node in wrong_nodes(model)] == []


@pytest.mark.django_db(transaction=True)
def test_pseudonyms_keep_counts_and_findings(committed, tmp_path):
    before = PartyMembership.objects.count()
    text = county_text(Pseudonyms("key"))

    call_command("flush", interactive=False, verbosity=0)
    load(text, tmp_path)

    assert PartyMembership.objects.count() == before
    assert check() == committed


def test_pseudonyms_leave_no_name_behind(district):
    check()
    people = list(Person.objects.values_list("name", "staff_number"))

    text = county_text(Pseudonyms("key"))

    hidden = [part for person in people for part in person if part]
    assert len(hidden) > 20
    assert [part for part in hidden if f'"{part}"' in text or f"{part}同志" in text] == []
    assert [f["outer_name"] for f in records(text, "governance.affiliation")] == ["（已隐去）"]
    assert {(f["reason"], f["approver"]) for f in records(text, "governance.waiver")} == {("（已隐去）",) * 2}


def test_pseudonyms_depend_on_the_key_alone(district):
    first, again, other = (county_text(Pseudonyms(key)) for key in ("a", "a", "b"))

    assert first == again != other
    names = Person.objects.values_list("name", flat=True).distinct()
    assert len({person["name"] for person in records(first, "schools.person")}) == names.count()


def test_names_in_the_evidence_get_the_pseudonym_of_the_person(district):
    village = School.objects.get(code=VILLAGE)
    day = {"first_seen": ON, "last_seen": ON, "severity": "warning", "school": village}
    Finding.objects.create(
        rule="CMT-014",
        subject_kind="organization",
        subject_number="1",
        subject_name="党支部",
        evidence={"person": "演示甲甲乙", "person_ids": [1, 2], "n": 2},
        **day,
    )
    Finding.objects.create(
        rule="TERM-008",
        subject_kind="assignment",
        subject_number="2",
        subject_name="书记",
        evidence={"post": "书记", "person_post": "书记演示甲甲乙"},
        **day,
    )
    pseudonyms = Pseudonyms("key")

    found = {
        f["rule"]: f["evidence"] for f in records(school_text(VILLAGE, pseudonyms), "governance.finding")
    }

    name = pseudonyms.name("演示甲甲乙")
    assert found["CMT-014"] == {"n": 2, "person": name}
    assert found["TERM-008"] == {"person_post": f"书记{name}", "post": "书记"}


def test_keys_of_people_stay_at_home(district):
    check()

    evidence = [finding.get("evidence", {}) for finding in records(county_text(), "governance.finding")]

    assert evidence
    assert not any("person_ids" in found for found in evidence)
    assert any("person_ids" in found for found in Finding.objects.values_list("evidence", flat=True))


def test_context_is_the_chain_without_its_people(district):
    text = school_text(VILLAGE)
    people = {fields["school"][0] for fields in records(text, "schools.person")}
    organizations = {fields["short_name"] for fields in records(text, "governance.partyorganization")}

    assert codes(text) == [CENTRAL, VILLAGE]
    assert people == {VILLAGE}
    assert "梧桐镇学区党总支" in organizations
    assert "第一联合党支部" not in organizations
    assert [f["name"] for f in records(text, "governance.ruleparameter")] == ["BRANCH_MAX"]


def test_member_of_a_joint_branch_brings_the_branch_and_the_schools_it_covers(district):
    text = school_text(SMALL)

    covered = {tuple(fields["school"]) for fields in records(text, "governance.jointcoverage")}

    assert len(covered) == 2
    assert {code for (code,) in covered} <= set(codes(text))


def test_file_is_sorted_and_free_of_what_the_database_computes(district):
    text = county_text()

    parents = {}
    for place, fields in enumerate(records(text, "governance.partyorganization")):
        parents[fields["number"]] = place
        for name in ("parent", "superior"):
            assert name not in fields or parents[fields[name][0]] < place
    fields = {name for record in json.loads(text) for name in record["fields"]}
    assert not fields & COMPUTED
    assert not any("pk" in record for record in json.loads(text))


def test_rows_in_memory_and_rows_of_the_database_give_one_text(district):
    assert "".join(sheet_rows(build_district())) == county_text()


def test_every_model_is_kept_or_left_out_on_purpose():
    kept = {entry.model for entry in CATALOGUE}
    ours = {model for name in ("schools", "governance") for model in apps.get_app_config(name).get_models()}

    assert {model.__name__ for model in ours - kept - set(event_models())} == {
        "ChangeSet",
        "Plan",
        "PlanEntry",
        "PlanStep",
        "SchoolCheck",
        "SchoolFigures",
    }


def test_rows_come_one_by_one(district):
    rows = export_rows(scope_of(Jurisdiction.objects.get(code=COUNTY)))

    assert next(rows).startswith('[\n{"model": "schools.jurisdiction"')
    rows.close()


def test_failed_export_leaves_the_old_file(district, tmp_path, monkeypatch):
    file = tmp_path / "county.json"
    file.write_text("old", encoding="utf-8")
    scope = scope_of(Jurisdiction.objects.get(code=COUNTY))
    monkeypatch.setattr("governance.exchange.fixtures.writing.export_rows", _broken)

    with pytest.raises(RuntimeError):
        export_file(scope, str(file))

    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def _broken(scope, pseudonyms):
    yield "["
    raise RuntimeError


def test_command_writes_a_file_or_standard_output(district, tmp_path, capsys):
    file = tmp_path / "village.json"

    call_command("export_fixtures", "--school", VILLAGE, "-o", str(file))
    call_command("export_fixtures", "--school", VILLAGE, "-o", "-")

    said, _, printed = capsys.readouterr().out.partition("\n")
    assert said == f"已写出{len(json.loads(printed))}条记录：{file}"
    assert printed == file.read_text(encoding="utf-8")


def test_command_hides_names_with_the_key_of_the_server(district, capsys):
    call_command("export_fixtures", "--jurisdiction", COUNTY, "-o", "-", "--pseudonymise")
    first = capsys.readouterr().out
    call_command("export_fixtures", "--jurisdiction", COUNTY, "-o", "-", "--pseudonymise")

    assert capsys.readouterr().out == first
    assert all(p["name"].startswith("化名") for p in records(first, "schools.person"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scope", "message"),
    [
        (("--school", "2133000000"), "没有学校2133000000"),
        (("--jurisdiction", "999999"), "没有这个行政区划代码：999999"),
    ],
)
def test_unknown_scope_is_refused(scope, message):
    with pytest.raises(CommandError, match=message):
        call_command("export_fixtures", *scope, "-o", "-")


def test_folder_that_is_not_there_is_named(district, tmp_path):
    with pytest.raises(CommandError, match="不能写入"):
        call_command("export_fixtures", "--school", VILLAGE, "-o", str(tmp_path / "none" / "x.json"))
