"""Nothing is left out of the matrix: routes, models, relation fields, commands, exports, roles."""

import ast

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.management import get_commands

from accounts.models import AccessGrant, GrantRole
from schools.history import event_models
from tests.governance.views.test_doors import DOORS, routes
from tests.security import lint
from tests.security.matrix import commands, relations
from tests.security.matrix.lists import APPS, scoped_models
from tests.security.matrix.visitors import FORMS
from tests.security.scoreboard import count

#: Models without a scope, each with what keeps its rows from others.
WITHOUT_SCOPE = {
    "accounts.User": "accounts.grants.reach.users_of; the desk shows users to superusers alone",
    "accounts.FormerPassword": "compared with a new password of its owner, never shown",
    "accounts.GuessCount": "read by the door alone",
    "accounts.ChartMemory": "read by the key of the user",
    "accounts.SubmittedForm": "read by the key of the user and what he sent",
    "exports.SavedExport": "read by the key of the user",
    "intake.ImportPart": "read through the import",
    "api.ApiToken": "read by the key of the user",
    "api.Delivery": "read through the webhook, by the key of its user",
    "api.Happening": "read by the job that makes deliveries, through visible_to of each webhook's user",
    "api.KeptAnswer": "read by the token that asks",
    "api.TokenCount": "a number",
    "api.Webhook": "read by the key of the user",
    "oversight.CalendarFeed": "found by the fingerprint of a secret",
    "oversight.DigestPreference": "read by the key of the user",
    "oversight.ReminderRun": "days and numbers",
    "oversight.ReportPart": "read through the report",
    "oversight.RoundFinding": "read through the answer",
    "oversight.SeenFindings": "read by the key of the user",
    "oversight.SpecialDay": "holidays of the whole country, kept by superusers",
}
#: Forms beside the desk's that let choose rows, each with the test that forges its numbers.
CHOOSING = {
    "governance/forms/act.py:act_document": "tests/security/test_matrix_relations.py",
    "governance/forms/act.py:paper_issuer": "tests/governance/admin/test_forged.py",
    "governance/forms/founding.py:host_units": "tests/security/test_matrix_relations.py",
    "governance/forms/founding.py:covered_schools": "tests/security/test_matrix_relations.py",
    "governance/forms/setup.py:jurisdiction": "tests/security/test_matrix_forms.py",
    "governance/forms/steps.py:to_organization": "tests/governance/admin/test_forged.py",
    "governance/forms/steps.py:to_school": "tests/governance/admin/test_forged.py",
    "governance/admin/attachment.py:units": "tests/security/test_matrix_relations.py",
    "governance/admin/person.py:units": "tests/security/test_matrix_relations.py",
    "oversight/forms/cases.py:owner": "tests/security/test_matrix_forms.py",
    "governance/admin/leading_group.py:deputies": "tests/security/test_matrix_relations.py",
    "governance/admin/leading_group.py:heads": "tests/security/test_matrix_relations.py",
    "governance/admin/leading_group.py:members": "tests/security/test_matrix_relations.py",
    "governance/admin/unit.py:people": "tests/security/test_matrix_relations.py",
    "governance/forms/assigning.py:person": "tests/security/test_matrix_relations.py",
    "governance/forms/steps.py:person": "tests/governance/admin/test_forged.py",
    "oversight/forms/notices.py:findings": "tests/security/test_matrix_forms.py",
    "governance/forms/asking.py:": "tests/governance/domain/test_forged_references.py",
}
FIELDS = (
    "ModelChoiceField", "ModelMultipleChoiceField", "ReferenceField", "ReferencesField",
    "PersonField", "PeopleField", "FindingsField",
)  # fmt: skip


#: What the matrix is compared with, and how many of both are not in the other.
OUTSIDE = "routes, models, relation fields, commands and exports outside the matrix"


def same(found, listed):
    """Keep how many are on one side only, and say that none is."""
    count(OUTSIDE, "none", len(found ^ listed), len(found))
    assert sorted(found) == sorted(listed)


def test_every_route():
    same(set(routes()), set(DOORS))


def test_every_role_and_every_kind_of_place():
    assert {role for role, _kind in FORMS} == set(GrantRole.values)
    kinds = {"jurisdiction": "area", "school": "school", "organization": "branch"}
    assert {kinds[field.name] for field in AccessGrant._meta.fields if field.name in kinds} == {
        kind for _role, kind in FORMS
    }


def test_every_model():
    own = {model._meta.label for name in APPS for model in apps.get_app_config(name).get_models()}
    events = {model._meta.label for model in event_models()}
    same(own - events, {model._meta.label for model in scoped_models()} | set(WITHOUT_SCOPE))


def test_every_relation_field():
    found = set()
    for path in lint.code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign | ast.Return) and isinstance(node.value, ast.Call):
                name = getattr(node.value.func, "attr", getattr(node.value.func, "id", ""))
                target = getattr(node, "targets", [None])[0]
                if name in FIELDS:
                    found.add(f"{path.relative_to(lint.ROOT).as_posix()}:{getattr(target, 'id', '')}")

    same(found, set(CHOOSING))
    assert [one for one in set(CHOOSING.values()) if not (lint.ROOT / one).is_file()] == []


def test_every_noun_of_the_desk_that_is_written():
    from governance.admin.saving import OperationAdmin

    written = {type(d).__name__ for d in admin.site._registry.values() if isinstance(d, OperationAdmin)}
    assert {type(desk).__name__ for desk in relations.DESKS} == written
    assert issubclass(relations.CHOOSING[0], forms.ModelChoiceField)


def test_every_command():
    own = {name for name, app in get_commands().items() if app in (*APPS, "config")}
    same(own, set(commands.COMMANDS))


def test_no_page_starts_a_command():
    found = set()
    for path in lint.files(*lint.ANSWERING):
        text = path.read_text(encoding="utf-8")
        found |= {path.name for word in ("call_command", "subprocess", "os.system") if word in text}

    assert found == set()


def test_every_export():
    assert set(DOORS) >= commands.EXPORTS


@pytest.mark.parametrize("route", sorted(set(DOORS) - commands.EXPORTS))
def test_no_other_address_sounds_like_one(route):
    words = ("_export", "_file", "_pdf", "_docx", "_png", "_xlsx", "_csv", "_zip", "_json")
    assert not route.endswith(words)
