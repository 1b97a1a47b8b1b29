"""Grants are given, get another end and end; each deed is on record, and what is refused leaves nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.grants.accounts import account_open, account_switch, password_renew, person_leaves
from accounts.grants.giving import grant_end, grant_give, grant_prolong
from accounts.models import AccessGrant, GrantEvent, GrantRole, User
from schools.models import School
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "岗位调整"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def officer(school):
    """The security administrator of the county."""
    return factories.grant(factories.user(), school.jurisdiction, GrantRole.SECURITY).user


def give(actor, user, scope, today, role="viewer", **more):
    told = {"first": today, "last": None, "reason": WHY} | more
    return grant_give(actor=actor, user=user, role=role, scope=scope, today=today, **told)


def last_event():
    return GrantEvent.objects.order_by("-pk").first()


def test_what_is_given_holds_at_once_and_is_on_record(officer, school, today):
    user = factories.user()

    grant = give(officer, user, school, today, last=today + timedelta(days=30))

    assert School.objects.visible_to(User.objects.get(pk=user.pk)).get() == school
    event = last_event()
    assert (event.actor, event.user, event.deed, event.role) == (officer, user, "given", "viewer")
    assert (event.grant, event.school, event.reason, event.was) == (grant.pk, school, WHY, None)
    assert event.period == grant.period


def test_another_end_keeps_both_periods_on_record(officer, school, today):
    grant = give(officer, factories.user(), school, today)
    was = grant.period

    fresh = grant_prolong(actor=officer, grant=grant, last=today + timedelta(days=9), today=today, reason=WHY)

    assert fresh.last_day == today + timedelta(days=9)
    assert (last_event().was, last_event().period) == (was, fresh.period)


@pytest.mark.parametrize("days", [-100, 0, 50])
def test_what_is_ended_opens_nothing_the_same_day(days, officer, school, today):
    user = factories.user()
    grant = factories.grant(user, school, start=today + timedelta(days=days))

    grant_end(actor=officer, grant=grant, today=today, reason=WHY)

    held = AccessGrant.objects.filter(user=user)
    assert not held.filter(period__endswith=None).exists()
    assert not held.as_of(today).exists()
    assert not School.objects.visible_to(User.objects.get(pk=user.pk)).exists()
    assert last_event().deed == "ended"


REFUSED = {
    "from the past": ({"first": -1}, "first", "授权不能从过去开始。"),
    "ends before it begins": ({"last": -1}, "last", "最后一日不能早于开始日期。"),
    "no reason": ({"reason": "  "}, "reason", "请写明事由，日后审计要看。"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_named(name, officer, school, today):
    more, field, sentence = REFUSED[name]
    days = {key: today + timedelta(days=n) for key, n in more.items() if key != "reason"}

    with pytest.raises(ValidationError) as problem:
        give(officer, factories.user(), school, today, **(more | days))

    assert problem.value.message_dict == {field: [sentence]}
    assert not GrantEvent.objects.exists()


def test_nothing_outlives_the_right_to_give_it(school, today):
    end = today + timedelta(days=10)
    official = factories.grant(factories.user(), school.jurisdiction, end=end).user

    for last in (None, end):
        with pytest.raises(ValidationError, match="您自己的授权到"):
            give(official, factories.user(), school, today, last=last)
    grant = give(official, factories.user(), school, today, last=end - timedelta(days=1))
    with pytest.raises(ValidationError, match="您自己的授权到"):
        grant_prolong(actor=official, grant=grant, last=None, today=today, reason=WHY)


def test_the_same_is_not_given_twice(officer, school, today):
    user = factories.user()
    give(officer, user, school, today)

    with pytest.raises(ValidationError, match="已经有同样的授权"):
        give(officer, user, school, today)


def test_the_other_office_is_refused_with_its_sentence(officer, school, today):
    user = factories.grant(factories.user(), school.jurisdiction, GrantRole.AUDITOR).user

    with pytest.raises(ValidationError, match="同一人不能同时担任系统管理员和审计管理员。"):
        give(officer, user, school.jurisdiction, today, GrantRole.SYSTEM)


def test_who_is_switched_off_gets_nothing_and_gives_nothing(officer, school, today):
    with pytest.raises(ValidationError, match="已经停用"):
        give(officer, factories.user(is_active=False), school, today)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(PermissionDenied, match="您的账号已停用"):
        give(officer, factories.user(), school, today)


def test_a_right_taken_a_moment_ago_gives_nothing(officer, school, today):
    from accounts.permissions import grants_today

    assert grants_today(officer)  # what this object remembers
    officer.grants.all().delete()

    with pytest.raises(PermissionDenied):
        give(officer, factories.user(), school, today)


def test_a_new_account_has_a_password_by_chance_and_no_right(school, today):
    keeper = factories.grant(factories.user(), school.jurisdiction, GrantRole.SYSTEM).user

    told = {"actor": keeper, "display_name": "演示甲", "home": school, "reason": WHY}
    account, password = account_open(username=" clerk-1 ", **told)
    _other, second = account_open(username="clerk-2", **told)

    assert account.check_password(password)
    assert password != second
    assert account.must_change_password
    assert (account.username, account.is_superuser, account.grants.count()) == ("clerk-1", False, 0)
    assert (last_event().deed, last_event().school) == ("created", school)
    with pytest.raises(ValidationError) as problem:
        account_open(username="clerk-1", **told)
    assert set(problem.value.message_dict) == {"username"}


def test_switching_off_and_on_and_a_new_password(school):
    keeper = factories.grant(factories.user(), school.jurisdiction, GrantRole.SYSTEM).user
    account = factories.grant(factories.user(), school).user

    account_switch(actor=keeper, account=account, is_on=False, reason=WHY)
    account.refresh_from_db()
    assert not account.is_active
    account_switch(actor=keeper, account=account, is_on=True, reason=WHY)
    password = password_renew(actor=keeper, account=account, reason=WHY)

    account.refresh_from_db()
    assert (account.is_active, account.check_password(password)) == (True, True)
    assert account.must_change_password
    deeds = list(GrantEvent.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["switched_off", "switched_on", "password"]


def test_who_leaves_loses_what_the_keeper_may_end(school, today):
    official = factories.grant(factories.user(), school.jurisdiction).user
    leaver = factories.grant(factories.user(), school).user
    factories.grant(leaver, factories.school(jurisdiction=school.jurisdiction), "viewer")
    factories.grant(leaver, school.jurisdiction, "auditor")
    factories.grant(leaver, school, "viewer", end=today - timedelta(days=3))

    left = person_leaves(actor=official, account=leaver, today=today, reason=WHY)

    assert (left.ended, left.remaining) == (2, 1)
    assert list(AccessGrant.objects.as_of(today).filter(user=leaver).values_list("role")) == [("auditor",)]
    assert GrantEvent.objects.filter(deed="ended").count() == 2


@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_record_only_grows(statement, officer, school, today):
    give(officer, factories.user(), school, today)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format("accounts_grantevent"))

    assert GrantEvent.objects.get().reason == WHY
