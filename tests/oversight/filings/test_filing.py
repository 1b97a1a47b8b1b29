"""A structure is handed in, decided on, and kept as it was."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from governance.domain.refusals import Denied, Refused, Stale
from governance.domain.structure import organization_rename
from governance.models import Finding, RoleAssignment, StructureReview
from oversight.canonical import canonical, fingerprint
from oversight.filings.deciding import filing_accept, filing_return, filing_withdraw
from oversight.filings.page import FilingPage
from oversight.filings.submitting import filing_draft, filing_submit
from oversight.models import Filing
from tests import factories, structures

pytestmark = pytest.mark.django_db
ON = factories.ON
NEW_NAME = "中共演示新名支部委员会"


@pytest.fixture
def scene():
    found = structures.general_branch()
    found.clerk = factories.grant(factories.user(), found.school).user
    found.official = factories.grant(factories.user(), found.school.jurisdiction).user
    return found


def rename(scene):
    organization_rename(act=structures.do(), organization=scene.branches[0], full_name=NEW_NAME)


def accepted(scene, number="演示〔2026〕1号"):
    filing = factories.filing(scene.school, user=scene.clerk)
    filing_accept(user=scene.official, filing=filing, number=number, on=ON)
    return filing


def test_what_is_kept_is_the_structure_without_lists_of_members(scene):
    in_posts = set(RoleAssignment.objects.exclude(post__group__isnull=False).values_list("person", flat=True))
    ordinary = [p for p in scene.people if p.pk not in in_posts]
    holders = [p for p in scene.people if p.pk in in_posts]

    content = factories.filing(scene.school).content

    text = json.dumps(content, ensure_ascii=False)
    assert [one["number"] for one in content["organizations"]] == [
        one.number for one in (scene.root, *scene.branches)
    ]
    assert [one["members"]["own"]["full"] for one in content["organizations"]] == [0, 4, 4]
    assert {unit.number for unit in scene.units} == {one["number"] for one in content["units"]}
    assert all(person.number in text for person in holders)
    assert ordinary
    assert not [person for person in ordinary if person.number in text or person.name in text]


def test_a_copy_stays_what_it_was_when_the_school_changes(scene):
    filing = factories.filing(scene.school)
    before = canonical(filing.content)

    rename(scene)

    kept = Filing.objects.get(pk=filing.pk)
    assert NEW_NAME not in canonical(kept.content).decode()
    assert canonical(kept.content) == before
    assert fingerprint(kept.content) == kept.sha256
    changed = FilingPage(kept, scene.clerk, ON).until_today
    assert [(one.key, word) for one, word in changed] == [(scene.branches[0].number, "变更")]


def test_the_fingerprint_is_that_of_the_file(scene):
    filing = factories.filing(scene.school)

    assert hashlib.sha256(canonical(filing.content)).hexdigest() == filing.sha256


def test_what_is_looked_at_is_what_is_handed_in(scene):
    draft = filing_draft(scene.school, ON)
    told = {"user": scene.clerk, "school": scene.school, "kind": "yearly", "year": 2026, "on": ON}

    rename(scene)

    with pytest.raises(Stale):
        filing_submit(**told, seen=draft.sha256)
    filed = filing_submit(**told, seen=filing_draft(scene.school, ON).sha256)
    assert filed.state == "submitted"


def test_one_filing_waits_at_a_time(scene):
    first = factories.filing(scene.school, user=scene.clerk)

    with pytest.raises(Refused):
        factories.filing(scene.school)
    filing_withdraw(user=scene.clerk, filing=first)
    assert factories.filing(scene.school).pk != first.pk
    assert Filing.objects.get(pk=first.pk).state == "withdrawn"


def test_the_database_holds_one_waiting_filing_even_when_code_forgets(scene):
    filing = factories.filing(scene.school)

    filing.pk = None
    with pytest.raises(ValidationError, match="等待审核"):
        filing.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        filing.save(force_insert=True)


def test_an_accepted_filing_needs_a_number_nobody_has(scene):
    other = structures.single_branch()
    accepted(scene, "演示1")
    filing = factories.filing(other.school)

    for number in (" ", "演示1"):
        with pytest.raises(ValidationError) as refused:
            filing_accept(user=scene.official, filing=filing, number=number, on=ON)
        assert list(refused.value.message_dict) == ["number"]
    assert Filing.objects.get(pk=filing.pk).state == "submitted"


def test_a_later_filing_takes_the_place_of_the_one_before(scene):
    first = accepted(scene, "演示1")
    rename(scene)

    second = accepted(scene, "演示2")

    assert [one.state for one in Filing.objects.order_by("pk")] == ["superseded", "accepted"]
    assert Filing.objects.get(pk=first.pk).entries.last().text == "由编号为演示2的备案替代。"
    page = FilingPage(Filing.objects.get(pk=second.pk), scene.official, ON)
    assert page.before == first
    assert [one.key for one, _word in page.since_before] == [scene.branches[0].number]
    assert page.until_today == []


def test_a_return_needs_a_reason_and_keeps_the_copy(scene):
    filing = factories.filing(scene.school)

    with pytest.raises(ValidationError):
        filing_return(user=scene.official, filing=filing, text=" ", on=ON)
    filing_return(user=scene.official, filing=filing, text="请核对第一支部的届次。", on=ON)

    kept = Filing.objects.get(pk=filing.pk)
    assert (kept.state, kept.decided_on, kept.number) == ("returned", ON, "")
    assert [(e.action, e.text) for e in kept.entries.all()][-1] == ("return", "请核对第一支部的届次。")


def test_an_answer_to_a_page_out_of_date_is_refused(scene):
    filing = factories.filing(scene.school, user=scene.clerk)
    filing_withdraw(user=scene.clerk, filing=filing, version=0)

    with pytest.raises(Stale):
        filing_accept(user=scene.official, filing=filing, number="演示1", on=ON, version=0)
    with pytest.raises(Denied, match="已撤回"):
        filing_accept(user=scene.official, filing=filing, number="演示1", on=ON)


def test_others_do_not_file_for_a_school(scene):
    for user in (scene.official, factories.user()):
        with pytest.raises(Denied):
            factories.filing(scene.school, user=user)


def test_a_damaged_copy_is_found_and_not_accepted(scene, capsys):
    filing = factories.filing(scene.school)
    call_command("verify_filings")
    assert "1份备案，校验值全部相符" in capsys.readouterr().out
    filing.content["organizations"][0]["full_name"] = NEW_NAME
    Filing.objects.filter(pk=filing.pk).update(content=filing.content)

    with pytest.raises(ValidationError, match="校验值不符"):
        filing_accept(user=scene.official, filing=filing, number="演示1", on=ON)
    with pytest.raises(CommandError, match=f"备案{filing.pk}"):
        call_command("verify_filings", school=scene.school.code)


def test_an_accepted_yearly_filing_is_the_review_of_the_structure(scene):
    late = ON + timedelta(days=400)
    StructureReview.objects.all().delete()
    filing = factories.filing(scene.school, on=ON)
    failing = Finding.objects.filter(school=scene.school, rule="ORG-028", closed_on=None)
    assert failing.exists()

    filing_accept(user=scene.official, filing=filing, number="演示1", on=ON)

    assert list(StructureReview.objects.values_list("reviewed_on", "note")) == [(ON, "演示1")]
    assert not failing.exists()
    assert filing_draft(scene.school, late).content["outcomes"]


def test_a_filing_after_a_change_is_no_review(scene):
    StructureReview.objects.all().delete()
    filing = factories.filing(scene.school, kind="change")

    filing_accept(user=scene.official, filing=filing, number="演示1", on=ON)

    assert not StructureReview.objects.exists()
