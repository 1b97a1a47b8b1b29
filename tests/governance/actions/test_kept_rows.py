"""Rows kept for the steps of a plan: read at once, forgotten when written, never shared."""

from datetime import date

import pytest

from governance.actions.arguments import Argument, Kind
from governance.actions.references import Resolver, reference_to
from governance.choices import OrgState, OrgType
from governance.domain.standing import at_hand, states_on
from governance.models import PartyOrganization
from tests import factories
from tests.structures import general_branch

pytestmark = pytest.mark.django_db
BRANCH = Argument("organization", Kind.ORGANIZATION, "党组织")
UNIT = Argument("unit", Kind.UNIT, "单元")
BODY = Argument("body", Kind.BODY, "任职机构")


@pytest.fixture
def order():
    return general_branch()


@pytest.fixture
def resolver(order):
    return Resolver(factories.grant(factories.user(), order.school).user, order.school)


def test_rows_are_read_at_once_and_once(order, resolver, django_assert_num_queries):
    numbers = [reference_to(branch) for branch in order.branches]
    wanted = [(Kind.ORGANIZATION, number) for number in (*numbers, "nothing", 'a"},{\\')]
    wanted.append((Kind.UNIT, reference_to(order.units[0])))

    # the branches, what stands above them, their states, and the unit
    with django_assert_num_queries(4), resolver.keeping(wanted, factories.ON):
        found = [resolver.resolve(BRANCH, number) for number in numbers]
        assert resolver.resolve(BODY, numbers[0]) == order.branches[0]
        assert resolver.resolve(UNIT, reference_to(order.units[0])) == order.units[0]
        assert [branch.parent.full_name for branch in found] == [order.root.full_name] * 2

    assert found == order.branches
    with django_assert_num_queries(1):
        resolver.resolve(BRANCH, numbers[0])


def test_bodies_are_kept_with_what_their_numbers_say_they_are(order, resolver, django_assert_num_queries):
    branch, number = order.branches[0], f"{order.school.code}-P90"
    PartyOrganization.objects.filter(pk=branch.pk).update(number=number)

    with django_assert_num_queries(3), resolver.keeping([(Kind.BODY, number)], factories.ON):
        assert resolver.resolve(BODY, number) == branch


def test_what_is_kept_is_at_hand_with_its_state(order, resolver, django_assert_num_queries):
    number = reference_to(order.branches[0])
    with resolver.keeping([(Kind.ORGANIZATION, number)], factories.ON):
        branch = resolver.resolve(BRANCH, number)

        with django_assert_num_queries(0):
            assert at_hand(branch) == [branch]
            assert states_on([branch], factories.ON) == {branch.pk: OrgState.ACTIVE}
        with django_assert_num_queries(1):
            assert states_on([branch], date(1990, 1, 1)) == {branch.pk: None}
        with django_assert_num_queries(1):
            assert at_hand(branch, order.branches[1]) == order.branches


def test_a_state_that_changed_is_asked_for_again(order, resolver):
    branch = order.branches[0]
    number = reference_to(branch)
    with resolver.keeping([(Kind.ORGANIZATION, number)], factories.ON) as kept:
        factories.enter_state(branch, OrgState.DISSOLVED, factories.ON)
        assert states_on([resolver.resolve(BRANCH, number)], factories.ON) == {branch.pk: OrgState.ACTIVE}

        kept.forget([("partyorganization", number)])

        assert states_on([resolver.resolve(BRANCH, number)], factories.ON) == {branch.pk: OrgState.DISSOLVED}


def test_what_was_not_foreseen_is_kept_as_well(order, resolver, django_assert_num_queries):
    with resolver.keeping([], factories.ON), django_assert_num_queries(1):
        assert resolver.resolve(BRANCH, order.root.number) == resolver.resolve(BRANCH, order.root.number)


def test_a_row_that_was_written_is_read_again(order, resolver):
    number = order.root.number
    with resolver.keeping([(Kind.ORGANIZATION, number)], factories.ON) as kept:
        PartyOrganization.objects.filter(pk=order.root.pk).update(full_name="新名称")
        assert resolver.resolve(BRANCH, number).full_name == order.root.full_name

        kept.forget([("partyorganization", number)])

        assert resolver.resolve(BRANCH, number).full_name == "新名称"


def test_nobody_sees_what_others_did_to_their_object(order, resolver):
    number = order.branches[0].number
    with resolver.keeping([(Kind.ORGANIZATION, number)], factories.ON):
        mine = resolver.resolve(BRANCH, number)
        mine.full_name, mine.parent = "试写", order.branches[1]

        yours = resolver.resolve(BRANCH, number)

    assert (yours.full_name, yours.parent) == (order.branches[0].full_name, order.root)


def test_numbers_of_the_tree_are_read_when_they_are_asked_for(order, resolver):
    number = order.branches[1].number
    with resolver.keeping([(Kind.ORGANIZATION, number)], factories.ON):
        branch = resolver.resolve(BRANCH, number)
        before = PartyOrganization.objects.get(pk=branch.pk).rght
        factories.organization(OrgType.GROUP, parent=order.branches[1], full_name="第一党小组")

        assert branch.rght == before + 2


def test_rows_of_others_are_read_each_time(order, resolver, django_assert_num_queries):
    upper = factories.upper()

    with resolver.keeping([(Kind.ORGANIZATION, upper.number)], factories.ON):
        PartyOrganization.objects.filter(pk=upper.pk).update(full_name="改名的委员会")
        assert resolver.resolve(BRANCH, upper.number).full_name == "改名的委员会"
        PartyOrganization.objects.filter(pk=upper.pk).update(full_name="又改名的委员会")
        assert resolver.resolve(BRANCH, upper.number).full_name == "又改名的委员会"
