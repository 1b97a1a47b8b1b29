"""Fields that no form asks for are not written, whatever they are called."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from schools.history import event_models
from tests import factories
from tests.security.hostile.addresses import desk, doors, read
from tests.security.hostile.tables import rows
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
APPS = ("accounts", "schools", "privacy", "governance", "oversight", "exports", "intake", "api")
#: Differs from one try to the next by itself.
OWN_TIME = re.compile(r"(\"[a-z_]*(?:_at|pgh_id|context_id|digest|\bat)\": )(\"[^\"]*\"|\d+|null)")
#: What comes by chance, or from a sequence, and what is made of it: the number of a file stands in the file.
GIVEN_OUT = {"privacy_dataexport": ("number", "sha256", "size")}
#: Every page of the chart may be about a plan or another day; every deed may carry an opinion, kept as such.
TAKEN = {"on", "plan", "text"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
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
    return sorted((fields | set(EXTRAS)) - TAKEN)


def done(client, address, data):
    """Return the status and all that is written, which is taken back."""
    with transaction.atomic():
        answer = client.post(address, data)
        read(answer)
        found = rows()
        transaction.set_rollback(True)
    return answer.status_code, found


def references():
    """Return by table which columns hold keys, and of which table."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        keys = {
            field.column: field.related_model._meta.db_table
            for field in model._meta.concrete_fields
            if field.is_relation
        }
        found[model._meta.db_table] = {**keys, model._meta.pk.column: model._meta.db_table}
    return found


def without_keys(found, before):
    """Leave out what counts by itself: times, and the keys of what is new."""
    known = {table: {json.loads(line).get("id") for line in lines} for table, lines in before.items()}
    leads = references()

    def plain(table, line):
        row = json.loads(line)
        for column, target in leads.get(table, {}).items():
            if row.get(column) is not None and row[column] not in known.get(target, ()):
                row[column] = "new"
        for column in GIVEN_OUT.get(table, ("tree_id",)):
            row.pop(column, None)
        return UUID.sub("0", OWN_TIME.sub(r"\1null", json.dumps(row, ensure_ascii=False, sort_keys=True)))

    copies = {model._meta.db_table for model in event_models()}  # made by triggers from what is compared
    return {
        table: sorted(plain(table, line) for line in lines)
        for table, lines in found.items()
        if table not in copies
    }


class Filled(HTMLParser):
    """Reads the forms of a page with what a browser would send for them."""

    def __init__(self):
        super().__init__()
        self.forms, self._names = [], set()
        self._form = self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, value = found.get("name"), found.get("value", "")
        if tag == "form":
            self._form, self._names = {}, set()
            if found.get("method", "").lower() == "post":
                self.forms.append((found.get("action", ""), self._form, self._names))
        elif self._form is None or (not name and tag != "option"):
            return
        self._names |= {name} - {None}
        if tag == "input" and found.get("type") in ("checkbox", "radio"):
            if "checked" in found or found["type"] == "radio":
                self._form.setdefault(name, value or "on")
        elif tag == "input" and found.get("type") != "file":
            self._form[name] = value or self._likely(found.get("type", "text"))
        elif tag in ("textarea", "select"):
            self._area, self._select = (name, None) if tag == "textarea" else (None, name)
            self._form[name] = "演示" if tag == "textarea" else ""
        elif tag == "option" and self._select and ("selected" in found or not self._form[self._select]):
            self._form[self._select] = value
        elif tag == "button":
            self._form.setdefault(name, value)

    @staticmethod
    def _likely(kind):
        return {"date": "2026-12-30", "hidden": "", "number": "3", "email": ""}.get(kind, "演示")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag in ("textarea", "select"):
            self._area = self._select = None


def forms_on(client, addresses):
    """Return what a browser would send from every page, by where it is sent."""
    found = {}
    for address in addresses.values():
        answer = client.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = Filled()
            page.feed(body.decode())
            for action, data, own in page.forms:
                found.setdefault(action if action.startswith("/") else address, (data, own))
    doors_of_the_house = ("/sign-", "/security/", "/password/", "/language/")
    return {where: form for where, form in found.items() if not where.startswith(doors_of_the_house)}


#: So many forms write when a browser sends them as they are drawn.
WRITTEN = {doors: 40, desk: 5}


@pytest.mark.parametrize("where", [doors, pytest.param(desk, marks=pytest.mark.security)])
def test_every_form(where, place, inside):
    before, wrong, written = rows(), {}, 0
    forms = forms_on(inside, where(place))
    for address, (data, own) in forms.items():
        data.pop("form_token", None)
        status, plain = done(inside, address, data)
        if status not in (200, 302, 303) or plain == before:
            continue
        known = own | data.keys() | ({"number"} if "purpose" in own else set())  # that of an approval
        extras = {name: "1" for name in names() if name not in known}
        _status, full = done(inside, address, extras | data)
        one, other = without_keys(plain, before), without_keys(full, before)
        written += 1
        if moved := {table for table in one if one[table] != other[table]}:
            wrong[address] = {table: (set(one[table]) ^ set(other[table])) for table in moved}

    record(
        f"forms of {where.__name__} by which a field outside of them is written",
        "0",
        f"{len(wrong)} of {written} that write, of {len(forms)}",
    )
    assert wrong == {}, str(list(wrong.items())[:4])[:4000]
    assert written >= WRITTEN[where]


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
    assert (person.is_superuser, person.must_change_password, person.grants.count()) == (False, True, 0)
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

    answer = client.post(reverse("governance:plan_new", args=[school.code]), sent)
    assert answer.status_code == 302, answer.context["form"].errors.as_text()

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
        "act_on": factories.ON.isoformat(), "act_reason": "演示", "act_version": "", "act_document": "",
        "drawn": "",
        "joined_on": "", "full_on": "", "probation_extended_until": "", "party_left_on": "",
        "retired_on": "", "died_on": "",
    }  # fmt: skip

    assert client.post(url, sent).status_code == 400  # a change is no way to add
    del sent["_saveasnew"]
    answer = client.post(url, sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors.as_text()
    person.refresh_from_db()
    assert (person.name, person.school) == ("演示乙", school)
