"""A save goes through an operation: it asks, refuses, notices stale pages, and tells what it changed."""

from datetime import date

import pytest

from governance.choices import OrgType
from governance.domain.records import record_correct
from governance.models import ChangeSet, HostUnit, RoleAssignment
from schools.models import School
from tests import factories
from tests.governance.admin.desk import address, opened, save, sent, text
from tests.structures import do

pytestmark = pytest.mark.django_db


def test_a_warning_asks_a_reason_and_the_reason_goes_on_record(clerk, general):
    held = RoleAssignment.objects.get(organization=general.branches[0], role="secretary")
    url = address(held, "step", "hand-over")
    outsider = general.people[1]

    asked = save(clerk, url, person=outsider.pk, end_reason="moved")
    saved = save(clerk, url, person=outsider.pk, end_reason="moved", act_reason="年级组长外出培训一年")

    assert "/rules/SEC-017/" in text(asked)
    assert asked.context["form"].fields["act_reason"].widget.attrs["autofocus"]
    assert saved.status_code == 302
    change = ChangeSet.objects.get()
    assert (change.operation, change.reason) == ("post_hand_over", "年级组长外出培训一年")


def test_after_a_save_the_page_says_what_it_caused_and_cured(clerk, general):
    held = RoleAssignment.objects.get(organization=general.branches[0], role="secretary")

    answer = clerk.post(
        address(held, "step", "end"),
        {"act_on": factories.ON.isoformat(), "end_reason": "resigned"},
        follow=True,
    )

    said = [str(message) for message in answer.context["messages"]]
    assert "不再担任" in said[0]
    assert "CMT-014" in said[1]
    assert "<strong>CMT-014</strong>" in text(answer)


def test_a_stale_page_is_refused_and_offers_the_newest_state(clerk, general):
    url = address(general.root, "change")
    form = opened(clerk, url)
    record_correct(act=do(), row=general.root, fields={"code": "演示代码"})

    answer = clerk.post(url, sent(form, short_name="演示新简称"))

    assert "已被修改" in text(answer)
    general.root.refresh_from_db()
    assert general.root.short_name != "演示新简称"


def test_names_facts_and_superiors_are_saved_by_their_own_operations(clerk, general):
    branch = general.branches[0]
    group = factories.organization(OrgType.GROUP, parent=branch, short_name="演示党小组")
    url = address(group, "change")

    answer = save(clerk, url, short_name="演示新小组", code="演示代码", parent=general.branches[1].pk)

    assert answer.status_code == 302
    group.refresh_from_db()
    assert (group.short_name, group.code, group.parent) == ("演示新小组", "演示代码", general.branches[1])
    done = ChangeSet.objects.order_by("pk").values_list("operation", flat=True)
    assert list(done) == ["record_correct", "organization_rename", "organization_move"]


def test_an_illegal_superior_is_refused_and_nothing_of_the_save_stays(clerk, general):
    inner = general.branches[0]

    answer = save(clerk, address(inner, "change"), code="演示代码", parent=general.branches[1].pk)

    assert "/rules/ORG-009/" in text(answer)
    inner.refresh_from_db()
    assert (inner.code, inner.parent) == ("", general.root)
    assert not ChangeSet.objects.exists()


def test_saving_without_a_change_writes_nothing(clerk, general):
    answer = save(clerk, address(general.root, "change"))

    assert answer.status_code == 302
    assert not ChangeSet.objects.exists()


def test_a_day_to_come_is_refused_on_its_field(clerk, general):
    answer = save(clerk, address(general.root, "change"), act_on="2026-06-02", code="演示代码")

    assert "act_on" in answer.context["adminform"].form.errors
    assert not ChangeSet.objects.exists()


def test_correcting_the_last_host_unit_away_meets_the_rule_of_detaching(clerk, general):
    host = general.branches[0].hosts.get()

    removed = save(clerk, address(host, "delete"))
    ended = save(clerk, address(host, "change"), period_last="2026-05-01")

    assert ["/rules/ORG-013/" in text(answer) for answer in (removed, ended)] == [True, True]
    assert HostUnit.objects.get(pk=host.pk).ends_on is None


def test_a_row_entered_by_mistake_is_taken_out_on_record(clerk, general):
    paper = factories.document(general.school)

    answer = save(clerk, address(paper, "delete"), act_reason="重复录入")

    assert answer["Location"] == address(type(paper), "changelist")
    assert not type(paper).objects.filter(pk=paper.pk).exists()
    change = ChangeSet.objects.get()
    assert (change.operation, change.reason) == ("record_remove", "重复录入")


def test_a_row_in_use_says_what_uses_it(clerk, general):
    answer = save(clerk, address(general.people[0], "delete"))

    assert "正在被" in text(answer)


def test_a_working_organisation_is_dissolved_and_never_deleted(clerk, general):
    assert clerk.get(address(general.root, "delete")).status_code == 403


def test_a_corrected_name_is_sorted_anew(clerk, general):
    person = general.people[0]

    save(clerk, address(person, "change"), name="演示子")

    person.refresh_from_db()
    assert person.sort_key.startswith("yan shi zi")


def test_a_school_corrects_itself_although_its_jurisdiction_is_out_of_sight(clerk, general):
    answer = save(clerk, address(general.school, "change"), short_name="演示简称")

    assert answer.status_code == 302
    assert School.objects.get(pk=general.school.pk).short_name == "演示简称"


def test_a_restriction_is_logged_without_its_kind(clerk, general):
    row = factories.restriction(general.people[3])

    save(clerk, address(row, "change"), kind="suspension", period_last="2026-12-31")

    row.refresh_from_db()
    change = ChangeSet.objects.get()
    assert (row.kind, row.last_day) == ("suspension", date(2026, 12, 31))
    assert [word in f"{change.summary}{change.details}" for word in ("留党察看", "中止", "suspension")] == [
        False,
        False,
        False,
    ]


def test_the_history_of_a_row_is_its_change_sets(clerk, general):
    save(clerk, address(general.root, "change"), code="演示代码", act_reason="核对代码证")

    page = text(clerk.get(address(general.root, "history")))

    assert "核对代码证" in page
