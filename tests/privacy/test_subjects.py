"""Everything that is kept about a person is in the copy."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from governance.choices import Role
from governance.domain.records import record_correct
from privacy.models import DataExport, LegalHold
from privacy.subjects import as_word, held_of
from privacy.subjects.collecting import Source
from privacy.tables import keys_to, mentioning
from schools.history import events_of, tracked_models
from schools.models import Person
from tests import factories
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(school, member, clerk):
    """A member with a row in every table that refers to a person, and named in texts."""
    factories.unit_membership(factories.unit(school), member)
    factories.restriction(member)
    branch = member.party_memberships.first().organization
    factories.assign(member, branch, Role.SECRETARY)
    LegalHold.objects.create(person=member, reason="信访核查", placed_by=clerk)
    record_correct(act=do(reason=f"更正{member.name}的工号"), row=member, fields={"staff_number": "ZG-9"})
    factories.waiver(school, "ORG-005", "school", school.code, reason=f"涉及{member.name}")
    return member


def test_every_table_that_refers_to_a_person_is_in_it(known):
    tables = {one.table for one in held_of(known)}
    expected = {model._meta.label for model in keys_to(Person)} | {"schools.Person", "audit.AuditRecord"}
    expected |= {
        events_of(model)._meta.label for model in (Person, *keys_to(Person)) if model in tracked_models()
    }

    assert expected <= tables
    assert {"governance.ChangeSet", "governance.Waiver"} <= tables


def test_the_fixture_of_this_test_fills_every_such_table(known):
    assert [m._meta.label for m in keys_to(Person) if not m._base_manager.filter(person=known).exists()] == []


def test_of_others_nothing_is_in_it(known, school):
    other = factories.person(school, name="演示旁人", staff_number="QT-5")
    record_correct(act=do(reason="更正"), row=other, fields={"staff_number": "QT-6"})
    told = json.dumps([one.rows for one in held_of(known)], ensure_ascii=False)

    assert [word for word in ("演示旁人", "QT-5", "QT-6") if word in told] == []


def test_texts_are_looked_for_where_the_register_says():
    labels = {model._meta.label for model in mentioning()}
    assert {
        "governance.ChangeSet",
        "oversight.Filing",
        "oversight.NoticeItem",
        "governance.PlanStep",
    } <= labels


def test_the_copy_is_handed_out_with_a_purpose(client, official, known):
    client.force_login(official)
    address = reverse("privacy:person_file", args=[known.number, "json"])
    assert client.get(address)["Content-Type"].startswith("text/html")

    answer = client.post(address, {"purpose": "subject", "note": "本人申请"})
    copy = json.loads(answer.content)

    assert copy["name"] == known.name
    person = next(table for table in copy["tables"] if table["table"] == "schools.Person")
    assert person["rows"][0]["入党日期"] == "1991-03-17"
    assert any("《个人信息保护法》" in why for why in person["why"])
    found = DataExport.objects.get()
    assert (found.purpose, found.people, found.route) == ("subject", 1, "privacy:person_file")


def test_people_read_it_too(known):
    document = Document(BytesIO(as_word(known, held_of(known), timezone.localtime())))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert f"{known.name}的个人信息副本" in said
    assert "入党日期：1991-03-17" in said


def test_the_page_counts_what_the_copy_holds(client, clerk, known, monkeypatch):
    expected = [(one.name, one.how, len(one.rows)) for one in held_of(known)]
    monkeypatch.setattr(Source, "read", None)
    client.force_login(clerk)

    page = client.get(reverse("privacy:person", args=[known.number]))

    # what the clerk's signing in put on record has nothing to do with it
    assert [(one.name, one.how, n) for one, n in page.context["held"]] == expected


def test_the_copy_says_whose_rows_are_in_it_and_whose_papers_are_not(client, clerk, official, known, school):
    elsewhere = factories.school(jurisdiction=school.jurisdiction, name="演示原单位")
    factories.employ(known, elsewhere, start=date(1990, 9, 1), end=date(1991, 9, 1))
    factories.waiver(elsewhere, "ORG-005", "school", elsewhere.code, reason=f"当年涉及{known.name}")
    address = reverse("privacy:person_file", args=[known.number, "json"])
    copies = {}
    for user in (clerk, official):
        client.force_login(user)
        answer = client.post(address, {"purpose": "subject", "note": "本人申请"})
        copies[user] = json.loads(answer.content)

    here, there = f"{school.name}（{school.code}）", f"演示原单位（{elsewhere.code}）"
    assert [copy["schools"] for copy in copies.values()] == [[here, there]] * 2
    assert [copy["schools_left_out"] for copy in copies.values()] == [[there], []]
    assert ["当年涉及" in str(copy) for copy in copies.values()] == [False, True]
    assert copies[clerk]["said_of_schools"].startswith(
        f"本副本含来自下列学校的资料：{here}、{there}。{there}的变更记录、申请、公文等不由制作人查阅"
    )


def test_the_copy_of_who_reads_everything_says_it_is_whole(known, school):
    now = timezone.localtime()
    document = Document(BytesIO(as_word(known, held_of(known), now)))

    told = [paragraph.text for paragraph in document.paragraphs]
    assert f"本副本含本系统保存的全部资料，来自下列学校：{school.name}（{school.code}）。" in told


def test_the_page_leads_to_the_correction(client, clerk, known):
    clerk.is_staff = True
    clerk.save()
    client.force_login(clerk)
    page = client.get(reverse("privacy:person", args=[known.number]))

    assert page.context["correction"] == reverse("admin:schools_person_change", args=[known.pk])
    assert "1991-03-17" not in page.text
