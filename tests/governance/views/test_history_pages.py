"""The log of changes, one change, and timelines."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import GrantRole
from governance.choices import OrgKind, Role
from governance.domain.members import member_transfer
from governance.domain.merging import organization_merge
from governance.domain.posts import post_assign
from governance.domain.records import record_correct, record_create, record_remove
from governance.domain.structure import organization_move, organization_rename
from governance.models import Document
from governance.presentation.organization_timeline import OrganizationTimeline
from privacy.masking import MASK
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World.build()


@pytest.fixture
def clerk(client, world):
    user = factories.user(display_name="演示管理员")
    factories.grant(user, world.school)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def viewer(client, world):
    user = factories.user()
    factories.grant(user, world.school, GrantRole.VIEWER)
    client.force_login(user)
    return client


def done(operation, actor=None, **arguments):
    act = do(actor=actor, reason="演示理由", effective_on=arguments.pop("on", None))
    operation(act=act, **arguments)
    return act.change_set


def text_of(client, route, *arguments, **query):
    answer = client.get(reverse(f"governance:{route}", args=arguments), query)
    assert answer.status_code == 200
    body = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def summaries(client, route, *arguments, **query):
    answer = client.get(reverse(f"governance:{route}", args=arguments), query)
    return [change.said for change in answer.context["page"].page.object_list]


def entries(page):
    return [(e.kind, e.text, str(e.start), str(e.last_day) if e.end else None) for e in page.entries]


def rename(world, name, **more):
    return done(organization_rename, organization=world.branch, full_name=name, **more)


def test_log_tells_who_did_what_when_newest_first(clerk, world):
    rename(world, "中共甲支部委员会", on=date(2026, 3, 1))
    rename(world, "中共乙支部委员会", actor=clerk.user)

    found = text_of(clerk, "school_changes", world.school.code)

    assert found.index("中共甲支部委员会更名为中共乙支部委员会") < found.index("2026-03-01 党组织更名 更正")
    assert "演示管理员" in found
    assert "系统" in found
    assert "2 条记录" in found


def test_log_is_narrowed_by_operation_person_and_day(clerk, world):
    first = rename(world, "中共甲支部委员会", on=date(2026, 3, 1)).summary
    second = rename(world, "中共乙支部委员会", actor=clerk.user).summary
    third = done(organization_move, organization=world.group(), parent=world.order.branches[1]).summary

    def found(**query):
        return summaries(clerk, "school_changes", world.school.code, **query)

    assert found() == [third, second, first]
    assert found(operation="organization_move") == [third]
    assert found(actor=clerk.user.pk) == [second]
    assert found(since="2026-03-02") == [third, second]
    assert found(until="2026-03-01") == [first]
    assert found(operation="organization_move", until="2026-03-01") == []
    assert found(operation="nonsense", since="nonsense") == [third, second, first]


def test_log_of_a_row_holds_what_is_about_it(clerk, world):
    branch, other = world.order.branches
    person = world.order.people[3]
    renamed = rename(world, "中共甲支部委员会").summary
    moved = done(member_transfer, people=(person,), organization=other).summary
    post = done(post_assign, body=world.order.units[0], role=Role.UNIT_DEPUTY, person=person).summary

    assert summaries(clerk, "organization_changes", branch.number) == [moved, renamed]
    assert summaries(clerk, "organization_changes", other.number) == [moved]
    assert summaries(clerk, "unit_changes", world.order.units[0].number) == [post]
    assert summaries(clerk, "person_changes", person.number) == [post, moved]


def test_log_has_pages_and_asks_a_fixed_number_of_queries(clerk, world):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text_of(clerk, "school_changes", world.school.code)
        return len(captured)

    rename(world, "中共零支部委员会")
    queries()
    first = queries()
    for number in range(32):
        rename(world, f"中共{number}支部委员会")

    assert queries() == first
    page = text_of(clerk, "school_changes", world.school.code, page=2)
    assert "第 31–33 项，共 33 项" in page


def test_change_shows_each_row_before_and_after_in_words(clerk, world):
    group, (old, new) = world.group(), world.order.branches
    change = done(organization_move, organization=group, parent=new)

    found = text_of(clerk, "change", change.pk)

    assert f"修改 党组织 {group} 本校上级党组织 {old} {new}" in found
    assert "理由 演示理由" in found
    assert "生效日期 2026-06-01" in found


def test_new_and_removed_rows_have_one_side_only_and_gone_names_are_still_told(clerk, world):
    paper = Document(school=world.school, document_number="演示〔2026〕1号", issued_on=date(2026, 5, 1))
    made = done(record_create, row=paper)
    gone = done(record_remove, row=Document.objects.get(pk=paper.pk))

    assert "新增 文件 演示〔2026〕1号 学校" in text_of(clerk, "change", made.pk)
    rows = clerk.get(reverse("governance:change", args=[gone.pk])).context["page"].rows
    values = [(value.label, value.before, value.after) for row in rows for value in row.values]
    assert values == [
        ("学校", world.school.name, ""),
        ("种类", "批复", ""),
        ("文号", "演示〔2026〕1号", ""),
        ("印发日期", "2026-05-01", ""),
    ]


def test_periods_choices_and_lists_are_words(clerk, world):
    change = done(post_assign, body=world.order.units[0], role=Role.UNIT_DEPUTY, person=world.order.people[3])

    rows = clerk.get(reverse("governance:change", args=[change.pk])).context["page"].rows
    values = {(row.label, value.label): value.after for row in rows for value in row.values}

    assert values["任职", "起止日期"] == "2026-06-01 起"
    assert values["职务", "职务"] == "单元副职"
    assert values["任职", "人员"] == world.order.people[3].name


def test_findings_a_change_caused_are_told(clerk, world):
    change = done(member_transfer, people=world.order.people[:4], external_organization="演示社区党支部")

    found = text_of(clerk, "change", change.pk)

    assert change.caused
    assert "新增问题" in found
    assert all(one["rule"] in found for one in change.caused)


def test_viewers_read_no_names_of_members(viewer, world):
    person = world.order.people[3]
    change = done(member_transfer, people=(person,), organization=world.order.branches[1])

    log = text_of(viewer, "school_changes", world.school.code)
    page = text_of(viewer, "change", change.pk)
    school = text_of(viewer, "school", world.school.code)

    assert [person.name in text for text in (log, page)] == [False, False]
    assert change.summary not in school
    assert "转接组织关系" in log
    assert "另有 2 项涉及人员" in page


def test_timeline_of_an_organisation(clerk, world):
    branch, name = world.branch, world.branch.full_name
    rename(world, "中共甲支部委员会", on=date(2026, 3, 1))
    done(member_transfer, people=(world.order.people[3],), organization=world.order.branches[1])

    page = clerk.get(reverse("governance:organization_timeline", args=[branch.number])).context["page"]

    told = entries(page)
    assert told == [
        ("依托单元", "七年级组", "2020-03-15", None),
        ("全称", name, "2020-03-15", "2026-02-28"),
        ("状态", "正常", "2020-03-15", None),
        ("简称", branch.short_name, "2020-03-15", "2026-02-28"),
        ("书记", world.order.people[0].name, "2024-03-15", None),
        ("届次", "第2届", "2024-03-15", None),
        ("全称", "中共甲支部委员会", "2026-03-01", None),
    ]
    assert [(m.month, m.came, m.went) for m in page.months] == [("2026-06", 0, 1), ("2020-03", 4, 0)]


def timeline(client, organization):
    """Return the entries of the organisation's timeline, and the text of its page."""
    answer = client.get(reverse("governance:organization_timeline", args=[organization.number]))
    return entries(answer.context["page"]), answer.text


def test_a_timeline_tells_of_every_named_field_that_changed(clerk, world):
    branch, name, short = world.branch, world.branch.full_name, world.branch.short_name
    usual = ("依托单元", "状态", "书记", "届次")
    assert [entry for entry in timeline(clerk, branch)[0] if entry[0] not in usual] == []
    done(organization_rename, organization=branch, full_name=name, short_name="甲支部", on=date(2026, 3, 1))
    done(record_correct, row=branch, fields={"kind": OrgKind.FLOATING}, on=date(2026, 4, 1))

    told, _text = timeline(clerk, branch)

    assert [entry for entry in told if entry[0] not in usual] == [
        ("简称", short, "2020-03-15", "2026-02-28"),
        ("类别", "在职", "2020-03-15", "2026-03-31"),
        ("简称", "甲支部", "2026-03-01", None),
        ("类别", "流动", "2026-04-01", None),
    ]


def test_timelines_tell_of_a_merger_from_both_ends(clerk, world):
    first, second = world.order.branches

    def lineage(organization):
        told, text = timeline(clerk, organization)
        return [entry for entry in told if entry[0].startswith("并入")], text

    assert (lineage(first)[0], lineage(second)[0]) == ([], [])

    paper, day = factories.document(world.school), date(2026, 5, 10)
    done(organization_merge, organizations=(first, second), into=first, approval=paper, on=day)

    went, went_text = lineage(second)
    came, came_text = lineage(first)
    assert went == [("并入其他组织", str(first), "2026-05-10", "2026-05-10")]
    assert came == [("并入本组织", str(second), "2026-05-10", "2026-05-10")]
    assert f'href="{reverse("governance:organization", args=[first.number])}">{first}</a>' in went_text
    assert f'href="{reverse("governance:organization", args=[second.number])}">{second}</a>' in came_text


def test_timelines_tell_of_a_split_from_both_ends(clerk, world):
    old = world.branch
    part = factories.organization(
        parent=world.order.root, predecessor=old, short_name="新支部", start=date(2026, 4, 1)
    )

    def lineage(organization):
        kinds = ("前身", "由此分设或者改设")
        return [entry for entry in timeline(clerk, organization)[0] if entry[0] in kinds]

    assert lineage(old) == [("由此分设或者改设", "新支部", "2026-04-01", "2026-04-01")]
    assert lineage(part) == [("前身", str(old), "2026-04-01", "2026-04-01")]


@pytest.mark.parametrize("number", [1, 3])
def test_a_timeline_is_read_in_a_fixed_number_of_queries(number, clerk, world, django_assert_num_queries):
    for nth in range(number):
        factories.organization(parent=world.order.root, predecessor=world.branch)
        rename(world, f"中共第{nth}支部委员会", on=date(2026, 3, 1 + nth))
    page = OrganizationTimeline(world.branch, clerk.user, factories.ON)

    with django_assert_num_queries(8):
        assert len(page.entries) > number


def test_timeline_of_a_person_tells_of_names_and_status(clerk, world):
    person = world.order.people[3]
    done(record_correct, row=person, fields={"name": "演示新名"}, on=date(2026, 3, 1))

    page = clerk.get(reverse("governance:person_timeline", args=[person.number])).context["page"]

    began = factories.EMPLOYED.isoformat()
    assert [entry for entry in entries(page) if entry[0] == "姓名"] == [
        ("姓名", person.name, began, "2026-02-28"),
        ("姓名", "演示新名", "2026-03-01", None),
    ]


def test_timeline_of_a_person(clerk, world):
    person, (old, new) = world.order.people[3], world.order.branches
    done(member_transfer, people=(person,), organization=new)

    page = clerk.get(reverse("governance:person_timeline", args=[person.number])).context["page"]

    told = entries(page)
    assert ("组织关系", str(old), "2020-03-15", "2026-05-31") in told
    assert ("组织关系", str(new), "2026-06-01", None) in told
    assert ("任教", world.school.name, factories.EMPLOYED.isoformat(), None) in told
    assert page.hidden == [("入党日期", MASK), ("转正日期", MASK)]


def test_empty_timeline_and_log_say_so(clerk, world):
    person = factories.person(world.school)

    assert "还没有登记任何有起止日期的事项。" in text_of(clerk, "person_timeline", person.number)
    assert "还没有变更记录。" in text_of(clerk, "person_changes", person.number)
    assert "没有符合条件的记录" in text_of(clerk, "school_changes", world.school.code, since="2999-01-01")
