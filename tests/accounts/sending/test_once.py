"""A form that is sent twice counts once: after a double click, in parallel, after a lost answer."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.jobs import tidy
from accounts.models import SubmittedForm, User
from accounts.sending.once import KEPT
from audit.models import AuditRecord
from governance.models import Plan, PlanEntry
from privacy.models import DataExport
from tests import factories
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
CLICKS = 20


@pytest.fixture
def school(db):
    return factories.school()


def clerk_of(school):
    user = factories.user()
    factories.grant(user, school)
    client = Client()
    client.force_login(user)
    return client


def plan_form(client, school, **changes):
    """What a browser sends for a new plan, with the token its page gave."""
    page = client.get(reverse("governance:plan_new", args=[school.code]))
    token = page.text.partition('<form class="inside plan-form"')[2].partition('name="form_token" value="')[2]
    return {
        "title": "调整支部",
        "effective_on": timezone.localdate().isoformat(),
        "form_token": token.partition('"')[0],
        **changes,
    }


def send(client, school, sent):
    return client.post(reverse("governance:plan_new", args=[school.code]), sent)


def test_the_second_is_led_to_the_place_of_the_first(school):
    client = clerk_of(school)
    sent = plan_form(client, school)

    first, second = send(client, school, sent), send(client, school, sent)

    [plan] = Plan.objects.all()
    assert len(sent["form_token"]) == 22
    assert first.url == second.url == reverse("governance:plan", args=[plan.pk])
    assert (first.status_code, second.status_code) == (302, 303)


def test_without_the_token_nothing_is_held_together(school):
    client = clerk_of(school)
    sent = plan_form(client, school, form_token="")

    send(client, school, sent)
    send(client, school, sent)

    assert (Plan.objects.count(), SubmittedForm.objects.count()) == (2, 0)


def test_another_form_is_another(school):
    client = clerk_of(school)

    for _ in range(2):
        send(client, school, plan_form(client, school))

    assert Plan.objects.count() == 2


def test_who_goes_back_and_types_something_else_is_heard(school):
    client = clerk_of(school)
    sent = plan_form(client, school)

    send(client, school, sent)
    send(client, school, sent | {"title": "再调整支部"})

    assert set(Plan.objects.values_list("title", flat=True)) == {"调整支部", "再调整支部"}


def test_what_was_refused_may_be_sent_again(school):
    client = clerk_of(school)
    sent = plan_form(client, school)
    bad = sent | {"title": ""}

    assert [send(client, school, bad).status_code for _ in range(2)] == [422, 422]
    assert SubmittedForm.objects.count() == 0
    assert send(client, school, sent).status_code == 302


def test_a_token_is_its_users(school):
    one, other = clerk_of(school), clerk_of(school)
    sent = plan_form(one, school)

    send(one, school, sent)
    send(other, school, sent)

    assert Plan.objects.count() == 2


def test_a_first_password_is_not_made_twice(school):
    client = clerk_of(school)
    address = reverse("accounts:grant_person_new")
    sent = {
        "username": "newone",
        "display_name": "演示甲",
        "home": school.code,
        "reason": "演示",
        "form_token": "t" * 22,
    }

    first, second = client.post(address, sent), client.post(address, sent)

    person = User.objects.get(username="newone")
    assert (first.status_code, second.status_code) == (200, 303)
    assert second.url == reverse("accounts:grant_person", args=[person.pk])


def test_the_chart_is_told_the_same_twice(school):
    client = clerk_of(school)
    address = reverse("governance:school_action", args=[school.code, "unit_create"])
    sent = {"node": school.code, "name": "演示年级组", "kind": "grade", "form_token": "t" * 22}
    asked = {"headers": {"accept": "application/json"}}

    first, second = client.post(address, sent, **asked), client.post(address, sent, **asked)

    assert first.status_code == 200, first.content
    assert second.json() == first.json()
    assert school.units.count() == 1


def test_a_file_is_on_record_each_time_and_never_kept(school):
    person = factories.employ(factories.person(school, staff_number="ZG-70707")).person
    client = clerk_of(school)
    address = reverse("privacy:person_file", args=[person.number, "json"])
    sent = {"purpose": "subject", "note": "本人申请", "form_token": "t" * 22}

    answers = [client.post(address, sent) for _ in range(2)]

    for answer in answers:
        assert answer["Content-Type"].startswith("application/json")
        assert answer["Content-Disposition"].startswith("attachment")
        assert "ZG-70707" in answer.text
    assert SubmittedForm.objects.count() == 0
    assert sorted(answer["X-Export-Number"] for answer in answers) == sorted(
        DataExport.objects.values_list("number", flat=True)
    )
    assert AuditRecord.objects.filter(action="download", subject="privacy:person_file").count() == 2


def test_what_breaks_down_leaves_neither_work_nor_claim(school, monkeypatch):
    from governance.views import plans

    client = clerk_of(school)
    client.raise_request_exception = False
    sent = plan_form(client, school)
    make = plans.plan_create

    def make_and_fall(**told):
        make(**told)
        raise RuntimeError("after the work")

    monkeypatch.setattr(plans, "plan_create", make_and_fall)
    assert send(client, school, sent).status_code == 500
    assert (Plan.objects.count(), SubmittedForm.objects.count()) == (0, 0)

    monkeypatch.setattr(plans, "plan_create", make)
    assert send(client, school, sent).status_code == 302
    assert Plan.objects.count() == 1


def test_old_ones_are_forgotten_at_night(school):
    user = factories.user()
    for age in (KEPT + timedelta(minutes=1), KEPT - timedelta(minutes=1)):
        row = SubmittedForm.objects.create(user=user, digest=str(age), address="/")
        SubmittedForm.objects.filter(pk=row.pk).update(sent_at=timezone.now() - age)

    tidy(0)

    assert SubmittedForm.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once():
    school = factories.school()
    client = clerk_of(school)
    sent, barrier = plan_form(client, school), Barrier(CLICKS)
    cookies = client.cookies

    def click(_nth):
        mine = Client()
        mine.cookies = cookies
        barrier.wait()
        try:
            answer = send(mine, school, sent)
            return answer.status_code, answer.headers.get("Location")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as pool:
        answers = list(pool.map(click, range(CLICKS)))

    record("rows that twenty clicks at once make", "1", Plan.objects.count())
    [plan] = Plan.objects.all()
    place = reverse("governance:plan", args=[plan.pk])
    done = [address for status, address in answers if status in (302, 303)]
    assert set(done) == {place}
    assert {status for status, _address in answers} <= {302, 303, 409, 503}
    assert len(done) >= 2


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_was_lost_is_given_again(school):
    client = clerk_of(school)
    sent = plan_form(client, school)
    send(client, school, sent)
    plan = Plan.objects.get()
    comment = {"text": "意见", "form_token": "t" * 22, "version": str(plan.version)}
    address = reverse("governance:plan_act", args=[plan.pk, "comment"])

    answers = [client.post(address, comment).headers["Location"] for _ in range(3)]

    assert len(set(answers)) == 1
    assert PlanEntry.objects.filter(plan=plan, text="意见").count() == 1
    assert json.loads(json.dumps(answers)) == answers
