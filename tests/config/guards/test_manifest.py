"""The manifest is what the migrations make, no more and no less."""

import pytest
from django.db import connection

from config.guards import manifest
from config.guards.inspection import app_role, guards_of
from config.guards.manifest import Difference, differences

GUARDS = {"required": {"a": "id"}, "trigger": {"a.t": "CREATE"}, "constraint": {"a.c": "CHECK (true)"}}


@pytest.mark.django_db
def test_the_manifest_is_current():
    if app_role(connection) is None:
        pytest.skip("the application is the owner here")

    found = manifest.text_of(guards_of(connection))

    assert found == manifest.PATH.read_text(encoding="utf-8"), "run `make guards`"


def test_a_guard_lost_altered_or_too_much_is_a_difference():
    found = {"required": {"a": "id"}, "trigger": {"a.u": "CREATE"}, "constraint": {"a.c": "CHECK (false)"}}

    assert differences(GUARDS, found) == [
        Difference("constraint", "a.c", "CHECK (true)", "CHECK (false)"),
        Difference("trigger", "a.u", None, "CREATE"),
        Difference("trigger", "a.t", "CREATE", None),
    ]


def test_what_a_newer_version_made_is_none():
    found = {
        "required": {"a": "id", "b": "id"},
        "trigger": {"a.t": "CREATE", "b.t": "CREATE"},
        "constraint": {"a.c": "CHECK (true)", "a.d": "CHECK (true)"},
    }

    assert differences(GUARDS, found) == []


def test_what_was_not_looked_at_is_none():
    assert differences({**GUARDS, "grant": {"a.app": "SELECT"}}, GUARDS) == []
