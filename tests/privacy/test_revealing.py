"""Dates of Party life and staff numbers are masked until somebody says why he has to see them."""

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from audit.choices import Action
from audit.models import AuditRecord
from governance.domain.records import record_correct
from privacy.masking import MASK
from tests import factories
from tests.structures import do

pytestmark = pytest.mark.django_db
VALUES = ("ZG-70707", "1991-03-17", "1992-03-19")


@pytest.fixture
def timeline(member):
    return reverse("governance:person_timeline", args=[member.number])


def reveals():
    return AuditRecord.objects.filter(action=Action.REVEAL)


@pytest.mark.parametrize("who", ["clerk", "official"])
def test_a_page_masks_what_is_known(client, request, timeline, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(timeline)

    assert [value for value in VALUES if value in page.text] == []
    assert [name for name, value in page.context["page"].hidden if value == MASK] == [
        "工号",
        "入党日期",
        "转正日期",
    ]
    assert not reveals().exists()


def test_a_reason_shows_it_once_and_is_on_record(client, timeline, official, member):
    client.force_login(official)
    page = client.post(timeline, {"reason": "核对转正日期"})

    assert [value for value in VALUES if value not in page.text] == []
    assert 'data-reveal-for="60"' in page.text
    assert page["Cache-Control"] == "no-store"
    found = reveals().get()
    assert (found.actor_id, found.subject, found.subject_id) == (
        official.pk,
        "schools_person",
        str(member.pk),
    )
    assert found.school_id == member.school_id
    assert found.detail["reason"] == "核对转正日期"
    assert {"full_on", "joined_on", "staff_number"} <= set(found.detail["fields"])
    assert [value for value in VALUES if value in client.get(timeline).text] == []


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_without_a_reason_nothing_is_shown(client, timeline, official, reason):
    client.force_login(official)
    page = client.post(timeline, {"reason": reason})

    assert page.status_code == 422
    assert [value for value in VALUES if value in page.text] == []
    assert not reveals().exists()


def test_who_may_not_read_names_reveals_nothing(client, timeline, school):
    client.force_login(factories.grant(factories.user(), school, GrantRole.VIEWER).user)

    assert client.post(timeline, {"reason": "核对转正日期"}).status_code == 403
    assert not reveals().exists()


def test_a_change_masks_both_sides(client, official, member):
    act = do(reason="演示更正")
    record_correct(act=act, row=member, fields={"staff_number": "ZG-80808", "name": "演示新名"})
    address = reverse("governance:change", args=[act.change_set.pk])
    client.force_login(official)
    page = client.get(address)
    assert "演示新名" in page.text
    assert [value for value in ("ZG-70707", "ZG-80808") if value in page.text] == []

    shown = client.post(address, {"reason": "核对更正前后"})

    assert [value for value in ("ZG-70707", "ZG-80808") if value not in shown.text] == []
    assert reveals().get().subject == "governance_changeset"


def test_who_may_not_read_names_reveals_no_change(client, school, member):
    act = do(reason="演示更正")
    record_correct(act=act, row=member, fields={"staff_number": "ZG-80808"})
    client.force_login(factories.grant(factories.user(), school, GrantRole.VIEWER).user)
    address = reverse("governance:change", args=[act.change_set.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "核对更正前后"}).status_code == 403
    assert not reveals().exists()


def desk(client, user):
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


def test_the_desk_shows_values_to_who_keeps_the_file_alone(client, clerk, official, member):
    address = reverse("admin:schools_person_change", args=[member.pk])
    assert [value for value in VALUES if value not in desk(client, clerk).get(address).text] == []

    page = desk(client, official).get(address)

    assert page.status_code == 200
    assert member.name in page.text
    assert [value for value in VALUES if value in page.text] == []


@pytest.mark.parametrize(("who", "found"), [("clerk", 1), ("official", 0)])
def test_a_search_by_staff_number_answers_the_keeper_alone(client, request, member, who, found):
    address = reverse("admin:schools_person_changelist")
    page = desk(client, request.getfixturevalue(who)).get(address, {"q": "ZG-7070"})

    assert page.context["cl"].result_count == found
    assert [value for value in VALUES if value in page.text.replace("ZG-7070", "", 9)] == []


def test_the_log_of_the_desk_masks_too(client, official, member):
    act = do(reason="演示更正")
    record_correct(act=act, row=member, fields={"staff_number": "ZG-80808"})
    page = desk(client, official).get(reverse("admin:governance_changeset_change", args=[act.change_set.pk]))

    assert "staff_number" in page.text
    assert [value for value in ("ZG-70707", "ZG-80808") if value in page.text] == []
