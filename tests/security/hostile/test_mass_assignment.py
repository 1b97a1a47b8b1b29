"""Fields that no form asks for are not written, whatever they are called."""

import re

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.governance.views.test_doors import DOORS
from tests.security.hostile.addresses import POSTING, doors, read
from tests.security.hostile.tables import rows
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
APPS = ("accounts", "schools", "governance", "oversight")
#: Differs from one try to the next by itself.
OWN_TIME = re.compile(r"(\"[a-z_]*(?:_at|pgh_id|context_id|digest)\": )(\"[^\"]*\"|\d+|null)")
EXTRAS = [
    "pk",
    "id",
    "_method",
    "is_admin",
    "admin",
    "role",
    "roles",
    "grants",
    "groups",
    "user_permissions",
    "is_superuser",
    "is_staff",
    "is_active",
    "owner",
    "created_by",
    "author",
    "actor",
    "state",
    "status",
    "version",
    "school_id",
    "jurisdiction_id",
    "level",
    "path",
    "tree_id",
    "lft",
    "rght",
    "approved",
    "published",
    "password",
    "_save",
    "_saveasnew",
    "DELETE",
    "initial",
    "instance",
    "__proto__",
    "constructor",
    "self",
    "class",
]


def names():
    """Every field of every model of ours, and what frameworks have been fooled with."""
    fields = {
        name
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    return sorted(fields | set(EXTRAS))


def done(client, address, data):
    """Return the status and all that is written, which is taken back."""
    with transaction.atomic():
        answer = client.post(address, data)
        read(answer)
        found = rows()
        transaction.set_rollback(True)
    return answer.status_code, found


def without_keys(found):
    """Leave out what counts by itself: keys that come from sequences, and times."""
    return {table: sorted(_plain(line) for line in lines) for table, lines in found.items()}


def _plain(line):
    return re.sub(r'"id": \d+', '"id": 0', OWN_TIME.sub(r"\1null", line))


def test_every_route(place, inside):
    addresses, wrong, written = doors(place), {}, 0
    before = without_keys(rows())
    for route in POSTING:
        data = DOORS[route].data
        sent = {name: "1" for name in names() if name not in data} | data
        status, plain = done(inside, addresses[route], data)
        if status not in (200, 302, 303):
            continue  # what is refused empty is asked in the tests of its form, below
        _status, full = done(inside, addresses[route], sent)
        one, other = without_keys(plain), without_keys(full)
        written += one != before
        moved = {table for table in one if one[table] != other[table]}
        if moved and _status in (200, 302, 303):
            wrong[route] = moved

    assert wrong == {}
    assert written > 5
    record("routes by which a field outside of their form is written", "0", f"0 of {len(POSTING)}")


FORMS = {
    "governance:plan_new": ("school", {"title": "演示方案", "effective_on": "2026-12-01"}),
    "accounts:grant_person_new": (
        None,
        {"username": "newone", "display_name": "演示甲", "home": "", "reason": "演示"},
    ),
}


def test_an_account_that_is_opened_rules_over_nothing(place, inside):
    school, _county = place["rows"]
    sent = dict.fromkeys(names(), "1") | FORMS["accounts:grant_person_new"][1] | {"home": school.code}

    inside.post(reverse("accounts:grant_person_new"), sent)

    person = User.objects.get(username="newone")
    assert (person.is_superuser, person.is_staff, person.must_change_password) == (False, False, True)
    assert not person.check_password("1")


def test_the_desk_makes_nobody_a_ruler(inside):
    person = factories.user("person")
    url = reverse("admin:accounts_user_change", args=[person.pk])
    sent = dict.fromkeys(names(), "1") | {
        "username": "person",
        "display_name": "演示",
        "email": "",
        "new_password": "",
    }

    inside.post(url, sent)

    person.refresh_from_db()
    assert (person.is_superuser, person.check_password("demo-password")) == (False, True)


def test_a_plan_is_its_authors_and_a_draft(place, client):
    from governance.models import Plan

    school, _county = place["rows"]
    clerk = factories.user()
    factories.grant(clerk, school)
    client.force_login(clerk)
    sent = dict.fromkeys(names(), "1") | FORMS["governance:plan_new"][1]

    client.post(reverse("governance:plan_new", args=[school.code]), sent)

    plan = Plan.objects.get(title="演示方案")
    assert (plan.state, plan.author, plan.school, plan.approval, plan.change_set) == (
        "draft", clerk, school, None, None,
    )  # fmt: skip


def test_a_clerk_moves_no_row_to_another_school(client):
    school, other = factories.school(), factories.school()
    person = factories.person(school)
    clerk = factories.user(is_staff=True)
    factories.grant(clerk, school)
    client.force_login(clerk)
    url = reverse("admin:schools_person_change", args=[person.pk])
    sent = dict.fromkeys(names(), str(other.pk)) | {
        "name": "演示乙", "staff_number": "", "political_status": person.political_status,
        "act_on": factories.ON.isoformat(), "act_version": "", "act_document": "", "drawn": "",
        "joined_on": "", "full_on": "", "probation_extended_until": "", "party_left_on": "",
        "retired_on": "", "died_on": "",
    }  # fmt: skip

    assert client.post(url, sent).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.school) == ("演示乙", school)
