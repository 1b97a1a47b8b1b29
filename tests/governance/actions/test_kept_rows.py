"""Rows kept for the steps of a plan: read at once, forgotten when written, never shared."""

import pytest

from governance.actions.arguments import Argument, Kind
from governance.actions.references import Resolver, reference_to
from governance.choices import OrgType
from governance.models import PartyOrganization
from tests import factories
from tests.structures import general_branch

pytestmark = pytest.mark.django_db
BRANCH = Argument("organization", Kind.ORGANIZATION, "党组织")
BODY = Argument("body", Kind.BODY, "任职机构")


@pytest.fixture
def order():
    return general_branch()


@pytest.fixture
def resolver(order):
    return Resolver(factories.grant(factories.user(), order.school).user, order.school)


def test_rows_are_read_at_once_and_once(order, resolver, django_assert_num_queries):
    numbers = [reference_to(branch) for branch in order.branches]
    bodies = [(Kind.BODY, number) for number in (*numbers, reference_to(order.units[0]), "nothing")]

    with django_assert_num_queries(2), resolver.keeping(bodies):
        found = [resolver.resolve(BRANCH, number) for number in numbers]
        assert resolver.resolve(BODY, numbers[0]) == order.branches[0]

    assert found == order.branches
    with django_assert_num_queries(1):
        resolver.resolve(BRANCH, numbers[0])


def test_what_was_not_foreseen_is_kept_as_well(order, resolver, django_assert_num_queries):
    with resolver.keeping([]), django_assert_num_queries(1):
        assert resolver.resolve(BRANCH, order.root.number) == resolver.resolve(BRANCH, order.root.number)


def test_a_row_that_was_written_is_read_again(order, resolver):
    number = order.root.number
    with resolver.keeping([(Kind.ORGANIZATION, number)]) as kept:
        PartyOrganization.objects.filter(pk=order.root.pk).update(full_name="新名称")
        assert resolver.resolve(BRANCH, number).full_name == order.root.full_name

        kept.forget([("partyorganization", number)])

        assert resolver.resolve(BRANCH, number).full_name == "新名称"


def test_nobody_sees_what_others_did_to_their_object(order, resolver):
    number = order.branches[0].number
    with resolver.keeping([(Kind.ORGANIZATION, number)]):
        mine = resolver.resolve(BRANCH, number)
        mine.full_name, mine.parent = "试写", order.branches[1]

        yours = resolver.resolve(BRANCH, number)

    assert (yours.full_name, yours.parent) == (order.branches[0].full_name, order.root)


def test_numbers_of_the_tree_are_read_when_they_are_asked_for(order, resolver):
    number = order.branches[1].number
    with resolver.keeping([(Kind.ORGANIZATION, number)]):
        branch = resolver.resolve(BRANCH, number)
        before = PartyOrganization.objects.get(pk=branch.pk).rght
        factories.organization(OrgType.GROUP, parent=order.branches[1], full_name="第一党小组")

        assert branch.rght == before + 2


def test_rows_of_others_are_read_each_time(order, resolver, django_assert_num_queries):
    upper = factories.upper()

    with resolver.keeping([(Kind.ORGANIZATION, upper.number)]):
        PartyOrganization.objects.filter(pk=upper.pk).update(full_name="改名的委员会")
        assert resolver.resolve(BRANCH, upper.number).full_name == "改名的委员会"
        PartyOrganization.objects.filter(pk=upper.pk).update(full_name="又改名的委员会")
        assert resolver.resolve(BRANCH, upper.number).full_name == "又改名的委员会"
