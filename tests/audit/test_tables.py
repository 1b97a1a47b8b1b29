"""Every table is audited or named with the reason why not, and rows find their school."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from audit.guards import guards_broken
from audit.masking import is_open, shown
from audit.models import AuditRecord
from audit.reading import OF_LIBRARIES, subjects
from audit.tables import EXEMPT, OF_ACCOUNTS, OWN, SECRET, audited, audited_tables
from governance.choices import OrgType, Role
from governance.models import PartyOrganization, Post
from schools.models import Unit
from tests import factories

_SECRETIVE = re.compile("password|secret|token|digest|session")


def own_models():
    kept = (*OWN, *OF_ACCOUNTS)
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in kept]


def test_every_table_is_audited_or_exempt_with_a_reason():
    tables = {model._meta.db_table for model in own_models() if not hasattr(model, "pgh_tracked_model")}

    assert tables == audited_tables() | EXEMPT.keys()
    assert not audited_tables() & EXEMPT.keys()
    assert all(EXEMPT.values())


def test_what_sounds_secret_is_kept_secret():
    heard = {
        (model._meta.db_table, field.column)
        for model in own_models()
        for field in model._meta.concrete_fields
        if _SECRETIVE.search(field.column) and model._meta.db_table in audited_tables()
    }
    kept = {(table, column) for table, columns in SECRET.items() for column in columns}

    # ``must_change_password`` is a flag, the digest of a plan is the sum of its steps
    no_secret = {
        ("accounts_user", "must_change_password"),
        ("accounts_user", "password_set_at"),
        ("governance_plan", "digest"),
    }
    assert heard - no_secret == {(table, column) for table, column in kept if _SECRETIVE.search(column)}
    assert {table for table, _column in kept} <= audited_tables()


def test_tables_of_libraries_have_names_for_people():
    theirs = {model._meta.db_table for model in own_models() if model._meta.app_label in OF_ACCOUNTS}

    assert theirs == OF_LIBRARIES.keys()
    assert subjects()["usersessions_usersession"] == "登录会话（usersessions_usersession）"


@pytest.mark.django_db
def test_the_guards_are_in_place():
    assert guards_broken() == []


@pytest.mark.django_db
def test_every_audited_table_has_its_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, array_agg(tgrelid::regclass::text) FROM pg_trigger"
            " WHERE tgname IN ('audit_made', 'audit_row', 'audit_emptied') GROUP BY tgname"
        )
        found = {name: frozenset(tables) for name, tables in cursor.fetchall()}

    assert found == dict.fromkeys(("audit_made", "audit_row", "audit_emptied"), audited_tables())


@pytest.mark.django_db
def test_who_renumbers_a_tree_calls_no_trigger_and_who_moves_does():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array(SELECT attname::text FROM pg_attribute"
            " WHERE attrelid = tgrelid AND attnum = ANY(tgattr))"
            " FROM pg_trigger WHERE tgname = 'audit_row' AND tgattr <> ''"
        )
        watched = {table: set(columns) for table, columns in cursor.fetchall()}

    assert watched == {
        model._meta.db_table: {f.column for f in model._meta.concrete_fields} - numbers
        for model, numbers in (
            (PartyOrganization, {"lft", "rght", "tree_id", "depth"}),
            (Unit, {"lft", "rght", "tree_id", "level"}),
        )
    }


def homes(table):
    found = AuditRecord.objects.filter(subject=table, action="insert").order_by("pk")
    return [(one.school_id, one.jurisdiction_id) for one in found]


@pytest.mark.django_db
def test_rows_find_their_school_along_every_path():
    school = factories.school()
    branch = factories.organization(OrgType.BRANCH, school=school)
    person = factories.person(school)
    factories.term(branch)
    factories.membership(person, branch)
    post = Post.objects.filter(organization=branch).first() or factories.post(branch, Role.SECRETARY)
    factories.assign(person, post)
    factories.unit_membership(factories.unit(school), person)
    factories.statement(school)

    tables = (
        "schools_person",
        "governance_term",
        "governance_partymembership",
        "governance_roleassignment",
        "schools_unitmembership",
        "oversight_statement",
    )
    assert {table: {place for place, _none in homes(table)} for table in tables} == {
        table: {school.pk} for table in tables
    }
    assert homes("schools_school")[-1] == (school.pk, school.jurisdiction_id)


def test_a_person_is_told_by_keys_alone():
    told = shown(
        "schools_person",
        {
            "id": 7,
            "school_id": 3,
            "number": "P-1",
            "name": "王某",
            "political_status": "member",
            "died_on": None,
        },
    )

    assert told == {
        "id": "7",
        "school_id": "3",
        "number": "P-1",
        "name": "（已脱敏，2 字）",
        "political_status": "（已脱敏，6 字）",
        "died_on": "",
    }


def test_no_text_people_write_is_shown():
    open_text = {
        (table, field.column)
        for table in audited()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table == table
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField) and is_open(table, field.column)
    }

    assert open_text == set()
