"""What waits for whom; and the number on every page is the number of lines."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.models import GrantRole, User
from governance.choices import OrgLevel, OrgState, OrgType, PlanState
from governance.models import Finding, Plan, SchoolCheck
from oversight.choices.case import CaseState
from oversight.choices.statement import StatementState
from oversight.inbox.counting import counts
from oversight.inbox.index import WaitingList
from oversight.inbox.lists import InboxPage
from oversight.inbox.new_findings import findings_seen
from oversight.inbox.providers import PROVIDERS
from oversight.models import FindingCase, Notice
from privacy.models import DataExport
from tests import factories
from tests.oversight.notices.making import issued, put
from tests.oversight.waiting import waiting_for

ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch, db):
    """Let the day be that of the tests."""
    of = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda moment=None: ON if moment is None else of(moment))


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def plan(school, state, **changes):
    changed = changes.pop("changed_at", None)
    if state == PlanState.APPROVED:
        changes["approval"] = factories.document(school)
    defaults = {"title": "调整支部", "effective_on": ON, "author": factories.user()}
    made = Plan.objects.create(school=school, state=state, **{**defaults, **changes})
    if changed:
        Plan.objects.filter(pk=made.pk).update(changed_at=changed)
    return made


def applied(school, **changes):
    changes = {"level": OrgLevel.DISTRICT, "approval": None, **changes}
    return factories.organization(OrgType.BRANCH, school=school, state=OrgState.SUBMITTED, **changes)


def extended(school, **changes):
    defaults = {"start": date(2024, 1, 1), "extension_applied_on": ON - timedelta(days=3)}
    branch = factories.organization(OrgType.BRANCH, school=school, level=OrgLevel.DISTRICT)
    return factories.term(branch, **{**defaults, "extended_until": date(2027, 9, 1), **changes})


def told(user):
    return [(one.kind, one.act) for one in waiting_for(user, ON)]


def test_officials_decide(school, clerk, official):
    applied(school, applied_on=date(2026, 5, 1), start=date(2026, 5, 1))
    extended(school)
    plan(school, PlanState.SUBMITTED)

    assert told(official) == [("organization", "审批"), ("extension", "审批"), ("plan", "审批")]
    assert told(clerk) == []


def test_schools_mend_and_both_carry_out(school, clerk, official):
    plan(school, PlanState.RETURNED)
    plan(school, PlanState.APPROVED, problem="第2步不能完成")
    plan(school, PlanState.APPROVED)
    plan(school, PlanState.APPROVED, effective_on=ON + timedelta(days=1))

    assert told(clerk) == [("plan", "查看"), ("plan", "实施"), ("plan", "修改")]
    assert told(official) == [("plan", "实施")]


def test_what_has_been_answered_waits_for_nobody(school, official):
    approval = factories.document(school)
    extended(school, extension=approval)
    extended(school, extension_applied_on=ON + timedelta(days=1))
    plan(school, PlanState.REFUSED)
    factories.organization(OrgType.BRANCH, school=school, level=OrgLevel.DISTRICT, state=OrgState.PREPARING)

    assert told(official) == []


def test_others_wait_for_nothing(school):
    plan(school, PlanState.SUBMITTED)
    applied(school)
    factories.finding(school, first_seen=ON)
    viewer = factories.user()
    factories.grant(viewer, school.jurisdiction, GrantRole.VIEWER)

    assert [told(user) for user in (factories.user(), viewer)] == [[], []]
    assert len(told(factories.user(is_superuser=True))) == 2


def test_new_findings_are_one_line_until_they_are_seen(school, clerk, official):
    first = factories.finding(school, "ORG-005", first_seen=ON)
    factories.finding(factories.school(), "ORG-012", first_seen=ON)
    factories.finding(school, "ORG-013", first_seen=date(2026, 1, 1))
    factories.finding(school, "TERM-002", first_seen=ON, is_waived=True)
    titles = {user: [one.title for one in waiting_for(user, ON)] for user in (clerk, official)}

    findings_seen(user=clerk, newest=first.pk, on=ON)

    assert titles == {clerk: ["新发现1个问题"], official: ["2所学校新发现2个问题"]}
    assert (told(clerk), told(official)) == ([], [("new_findings", "查看")])
    factories.finding(school, "ORG-020", first_seen=ON)
    assert [one.title for one in waiting_for(clerk, ON)] == ["新发现1个问题"]


def test_who_was_away_for_long_is_told_of_everything_since(school, clerk):
    findings_seen(user=clerk, newest=0, on=ON - timedelta(days=90))
    factories.finding(school, first_seen=ON - timedelta(days=80))

    assert told(clerk) == [("new_findings", "查看")]


def test_the_oldest_comes_first_and_the_nearest_deadline_if_asked(school, official):
    applied(school, applied_on=date(2026, 4, 1), start=date(2026, 4, 1))
    extended(school, planned_end=date(2026, 6, 20))
    noon = timezone.make_aware(timezone.datetime(2026, 3, 1, 12))
    old = plan(school, PlanState.SUBMITTED, changed_at=noon)
    Plan.objects.filter(pk=old.pk).update(state=PlanState.APPROVED, approval=factories.document(school))
    factories.finding(school, first_seen=ON - timedelta(days=20))

    by_age, by_due = (InboxPage(official, ON, QueryDict(query)).rows for query in ("", "sort=due"))

    assert [one.kind for one in by_due] == ["organization", "plan", "extension", "new_findings"]
    assert [one.since for one in by_age] == sorted(one.since for one in by_age)


def test_filters_narrow_by_kind_and_school(school, official):
    other = factories.school()
    plan(school, PlanState.SUBMITTED)
    plan(other, PlanState.SUBMITTED)
    applied(other)

    def found(query):
        return [(one.kind, one.school) for one in InboxPage(official, ON, QueryDict(query)).rows]

    assert found("kind=plan") == [("plan", school), ("plan", other)]
    assert found(f"kind=plan&school={other.code}") == [("plan", other)]
    assert found("kind=nonsense") == []
    page = InboxPage(official, ON, QueryDict(""))
    assert page.kinds == [("plan", "方案", 2), ("organization", "设立申请", 1)]
    assert set(page.schools) == {school, other}


@pytest.mark.parametrize("seed", range(8))
def test_the_number_on_every_page_is_the_number_of_lines(seed):
    random = Random(seed)  # noqa: S311 -- the same county for the same seed
    schools = [factories.school() for _ in range(3)]
    users = [factories.user(), factories.user(is_superuser=True)]
    for scope in [*schools, schools[0].jurisdiction, schools[0].jurisdiction.parent, schools[1]]:
        users.append(factories.grant(random.choice([*users[2:], factories.user()]), scope).user)
    for _ in range(40):
        somewhere = random.choice(schools)
        random.choice(HAPPENINGS)(somewhere, random)
        if random.random() < 0.2:
            newest = Finding.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            findings_seen(user=random.choice(users), newest=newest, on=ON)

    found = {user.pk: len(waiting_for(user, ON)) for user in users}
    counted = {user.pk: counts(User.objects.get(pk=user.pk), ON).waiting for user in users}

    assert counted == found
    for user in users:
        agrees(user)
    assert sum(found.values()) > 10


def attested(school, random):
    """Let somebody have attested a rule until about now; perhaps the check waits for it again."""
    rule, ends = f"LIF-{random.randint(100, 999_999)}", ON + timedelta(days=random.randint(-40, 60))
    factories.attestation(school, rule, start=ends - timedelta(days=100), end=ends)
    told = {"on": ON, "checked_at": timezone.now(), "rules_version": "x"}
    check, _is_new = SchoolCheck.objects.get_or_create(school=school, defaults=told)
    if random.random() < 0.7:
        check.unattested.append(rule)
        check.save()


def agrees(user):
    """Make sure that the pages are what all lines of all topics are, put in order one by one."""
    every = [one.line(row, ON) for one in PROVIDERS for row in one.shown(one.rows(user, ON).order_by())]
    waiting = WaitingList(user, ON)
    assert waiting.count() == len(every)
    kinds, schools = waiting.kinds_and_schools()
    assert kinds == Counter(one.kind for one in every)
    assert sorted(schools) == sorted({one.school.pk for one in every if one.school})
    for is_by_due in (False, True):
        ordered = waiting.narrowed(is_by_due=is_by_due)
        pages = [one for start in range(0, len(every), 7) for one in ordered[start : start + 7]]
        told = [_order(one, is_by_due) for one in pages]
        assert told == sorted(told)
        assert sorted(one.url + one.title for one in pages) == sorted(one.url + one.title for one in every)
    for one in every[:3]:
        same = waiting.narrowed(kind=one.kind, schools=(one.school.pk if one.school else None,))
        here = [other for other in every if (other.kind, other.school) == (one.kind, one.school)]
        assert same.count() == len(same[0:]) == len(here)
        assert same.head(2) == (same[0:2], len(here))


def _order(one, is_by_due):
    told = (one.since, one.due or date.max)
    return tuple(reversed(told)) if is_by_due else told


HAPPENINGS = (
    lambda school, random: plan(school, random.choice([s for s in PlanState if s != "published"])),
    lambda school, random: plan(
        school,
        PlanState.APPROVED,
        problem=random.choice(["", "做不成"]),
        effective_on=ON + timedelta(days=random.randint(-2, 2)),
    ),
    lambda school, _random: applied(school),
    lambda school, _random: DataExport.objects.create(
        user=factories.user(),
        school=school,
        route="x",
        purpose="work",
        people=300,
        needs_approval=True,
        state="waiting",
    ),
    lambda school, random: extended(school, extension_applied_on=ON + timedelta(days=random.randint(-2, 2))),
    lambda school, random: factories.finding(
        school,
        subject_number=str(random.random()),
        first_seen=ON - timedelta(days=random.randint(0, 60)),
        is_waived=random.random() < 0.3,
    ),
    lambda school, random: FindingCase.objects.create(
        finding=factories.finding(school, subject_number=str(random.random())),
        state=random.choice(CaseState.values),
        due_on=ON + timedelta(days=random.randint(-3, 9)),
        owner=random.choice([None, *User.objects.all()]),
    ),
    lambda school, random: factories.waiver_request(
        school,
        factories.finding(school, "SEC-002", subject_number=str(random.random())),
        state=random.choice(["asked", "returned", "refused"]),
    ),
    lambda school, random: factories.statement(
        school, f"LIF-{random.randint(100, 999_999)}", state=random.choice(StatementState.values)
    ),
    attested,
    lambda school, random: put_once(school, random.choice(["issued", "received", "answered", "settled"])),
)


def put_once(school, state):
    """Let the school have a notice in the state, if there is none yet: its number is given once."""
    if not Notice.objects.exists():
        official = factories.grant(factories.user(), school.jurisdiction).user
        put(issued(school, official), state)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_grow_neither_with_the_list_nor_with_the_number(number, official, django_assert_num_queries):
    for _ in range(number):
        somewhere = factories.school()
        plan(somewhere, PlanState.SUBMITTED)
        applied(somewhere)
        extended(somewhere)
        factories.finding(somewhere, first_seen=ON)

    with django_assert_num_queries(3):  # the grants, the places they reach, the numbers
        counted = counts(official, ON)
    with django_assert_num_queries(7 if number > 1 else 8):  # the one school of a line is read
        found = waiting_for(official, ON)

    assert counted.waiting == len(found) == 3 * number + 1


def test_the_query_is_put_together_for_a_day_and_asked_for_anybody(school, clerk, official):
    plan(school, PlanState.SUBMITTED)
    plan(school, PlanState.APPROVED, effective_on=ON)
    asked = [counts(user, day).waiting for day in (ON - timedelta(days=1), ON) for user in (clerk, official)]

    assert asked == [0, 1, 1, 2]
