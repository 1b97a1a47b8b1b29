"""What differs between two days of one school."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import GrantRole
from governance.choices import OrgState, Role
from governance.domain.hosting import host_attach
from governance.domain.members import member_transfer
from governance.domain.posts import post_assign, post_end
from governance.domain.structure import organization_move, organization_rename
from governance.models import ChangeSet, Finding
from governance.plans.two_days import Span, TwoDays, first_record
from tests import factories
from tests.governance.domain.world import World
from tests.governance.history.test_past import recorded_on
from tests.structures import do

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


@pytest.fixture
def world(db):
    return World.build()


@pytest.fixture
def clerk(world):
    return reader(world, GrantRole.ADMINISTRATOR)


def reader(world, role):
    user = factories.user()
    factories.grant(user, world.school, role)
    return user


def in_may():
    return do(effective_on=MAY, reason="演示理由")


def reorganise(world):
    """Rename, move, found, dissolve, hand over and transfer on the first of May."""
    first, second = world.order.branches
    group = world.group()
    gone = factories.organization(parent=world.order.root, short_name="旧支部")
    factories.enter_state(gone, OrgState.DISSOLVED, MAY)
    factories.organization(parent=world.order.root, short_name="新支部", start=MAY)
    organization_rename(act=in_may(), organization=second, full_name="中共五月支部", short_name="五月支部")
    organization_move(act=in_may(), organization=group, parent=second)
    post_end(act=in_may(), assignment=world.held(Role.SECRETARY))
    member_transfer(act=in_may(), people=(world.order.people[3],), organization=second)
    return first, second, group


def page(world, user, first=MARCH, last=JUNE, known_on=None):
    return TwoDays(world.school, user, Span(first, last, known_on))


def test_what_became_of_each_body_is_listed(world, clerk):
    first, second, group = reorganise(world)
    secretary, root = world.order.people[1], world.order.root

    found = [(row.difference.name, row.word, row.difference.words) for row in page(world, clerk).bodies]

    assert sorted(found) == sorted(
        [
            (str(root), "变更", (f"{secretary.name}不再任书记",)),
            (str(first), "变更", ("党员由4人变为3人",)),
            ("五月支部", "变更", (f"由“{second.full_name}”更名为“中共五月支部”", "党员由4人变为5人")),
            (str(group), "调整", (f"从{first}移到五月支部",)),
            ("新支部", "新增", (f"设在{root}之下",)),
            ("旧支部", "撤销", ("不再存在",)),
        ]
    )


def test_each_body_leads_to_the_changes_that_touched_it(world, clerk):
    first, second, _group = reorganise(world)

    found = {row.difference.key: [one.operation for one in row.changes] for row in page(world, clerk).bodies}

    assert "organization_rename" in found[second.number]
    assert found[world.order.root.number] == ["post_end"]
    assert "organization_rename" not in found[first.number]


def test_people_are_listed_by_post_and_for_those_who_may_by_branch(world, clerk):
    first, _second, _group = reorganise(world)
    secretary, moved = world.order.people[1], world.order.people[3]
    root = world.order.root

    rows, more = page(world, clerk).people
    viewed, uncounted = page(world, reader(world, GrantRole.VIEWER)).people

    told = [(row.person.name, row.person.branch, row.person.ended, row.person.begun) for row in rows]
    assert sorted(told) == sorted(
        [
            (secretary.name, None, (f"{root} 书记",), ()),
            (moved.name, (str(first), "五月支部"), (), ()),
        ]
    )
    assert more == 0
    assert ([row.person.name for row in viewed], uncounted) == ([secretary.name], 1)


def test_who_reads_of_a_post_is_not_led_to_the_change_of_the_branch(world, clerk):
    _first, second = world.order.branches
    secretary = world.order.people[1]
    member_transfer(act=do(effective_on=APRIL, reason="演示理由"), people=(secretary,), organization=second)
    post_end(act=in_may(), assignment=world.held(Role.SECRETARY))

    def led_to(user, last=JUNE):
        return [
            [change.operation for change in row.changes] for row in page(world, user, last=last).people[0]
        ]

    assert led_to(clerk) == [["post_end", "member_transfer"]]
    assert led_to(reader(world, GrantRole.VIEWER)) == [["post_end"]]
    assert led_to(clerk, last=APRIL) == [["member_transfer"]]
    assert TwoDays(world.school, clerk, Span(APRIL, JUNE)).people[0][0].changes[0].operation == "post_end"


def test_the_charts_mark_what_goes_on_the_earlier_and_what_comes_on_the_later_day(world, clerk):
    reorganise(world)

    (_before, first, earlier), (_after, last, later) = page(world, clerk).charts

    assert (first, last) == ("2026-03-01", "2026-06-01")
    assert ("旧支部" in earlier, "旧支部" in later) == (True, False)
    assert ("新支部" in earlier, "新支部" in later) == (False, True)
    assert [word in earlier for word in ("撤销", "新增", "调整", "变更")] == [True, False, False, False]
    assert [word in later for word in ("撤销", "新增", "调整", "变更")] == [False, True, True, True]


def test_a_post_taken_up_and_a_new_host_are_differences(world, clerk):
    person, unit = world.order.people[3], world.unit()
    post_assign(act=in_may(), body=world.branch, role=Role.MEMBER, person=person)
    host_attach(act=in_may(), organization=world.branch, units=[unit])

    found = {row.difference.name: row.difference.words for row in page(world, clerk).bodies}

    old = world.order.units[0]
    assert found == {
        str(world.branch): (
            f"依托单元由{old}改为{old}、{unit}",
            f"{person.name}任委员",
        )
    }


def test_findings_are_those_that_came_and_those_that_went(world, clerk):
    Finding.objects.all().delete()
    for rule, first, closed in (
        ("ORG-005", MARCH, MAY),
        ("ORG-006", MAY, None),
        ("ORG-012", MARCH, None),
        ("LG-001", APRIL, MAY),
    ):
        factories.finding(world.school, rule, first_seen=first, closed_on=closed)

    found = page(world, clerk)

    assert [row.finding.rule for row in found.opened] == ["ORG-006"]
    assert [row.finding.rule for row in found.closed] == ["ORG-005"]


def test_two_days_without_a_difference_are_the_same(world, clerk):
    reorganise(world)
    Finding.objects.all().delete()

    assert page(world, clerk, MARCH, APRIL).is_same
    assert not page(world, clerk, MARCH, MAY).is_same


def test_the_first_record_of_a_school(world):
    empty = factories.school()

    assert first_record(world.school) == factories.FOUNDED
    assert first_record(empty) is None


@pytest.mark.django_db(transaction=True)
def test_a_correction_that_was_entered_later_does_not_show_as_known_before():
    world = World.build()
    clerk = reader(world, GrantRole.ADMINISTRATOR)
    recorded_on(MARCH)
    reorganise(world)
    Finding.objects.all().delete()
    yesterday = timezone.localdate() - timedelta(days=1)

    then, now = page(world, clerk, known_on=yesterday), page(world, clerk)

    assert (then.is_same, then.changes) == (True, [])
    assert not now.is_same


def test_changes_are_those_that_took_effect_in_between(world, clerk):
    for name, on in (("三月", MARCH), ("五月", MAY), ("六月", JUNE)):
        act = do(effective_on=on, reason="演示理由")
        organization_rename(act=act, organization=world.branch, full_name=f"中共{name}支部")

    found = page(world, clerk, MARCH, MAY).changes

    assert [one.effective_on for one in found] == [MAY]
    assert ChangeSet.objects.count() == 3


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(number, world, clerk):
    for nth in range(number):
        branch = factories.organization(parent=world.order.root, short_name=f"演示{nth}支部", start=MAY)
        person = factories.member(world.school, branch)
        factories.assign(person, branch, Role.SECRETARY, start=MAY)
        factories.finding(world.school, "ORG-005", subject_number=branch.number, first_seen=MAY)
        organization_rename(act=in_may(), organization=branch, full_name=f"中共演示{nth}新支部")
    found = page(world, clerk)

    with CaptureQueriesContext(connection) as captured:
        assert (found.is_same, len(found.charts), len(found.bodies) >= number) == (False, 2, True)
        assert len(found.people[0]) >= number

    assert len(captured) == 31
