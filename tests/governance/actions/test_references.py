"""References: what a step keeps, and the rows it leads back to."""

import pytest

from governance.actions.arguments import Argument, Kind
from governance.actions.references import Resolver, Unresolved, kind_of_number, reference_to
from tests import factories
from tests.structures import general_branch

pytestmark = pytest.mark.django_db
BRANCH = Argument("organization", Kind.ORGANIZATION, "党组织")
PEOPLE = Argument("people", Kind.PERSON, "人员", many=True)
BODY = Argument("body", Kind.BODY, "任职机构")


@pytest.fixture
def order():
    return general_branch()


@pytest.fixture
def resolver(order):
    user = factories.user()
    factories.grant(user, order.school)
    return Resolver(user, order.school)


def test_a_number_tells_what_bears_it():
    numbers = ("2133078101-P03", "2133078101-U12", "2133078101-G01", "2133078101")

    assert [kind_of_number(number) for number in numbers] == [
        Kind.ORGANIZATION, Kind.UNIT, Kind.GROUP, Kind.SCHOOL,
    ]  # fmt: skip


def test_rows_come_back_by_their_references(order, resolver):
    people = order.people[:2]

    assert resolver.resolve(BRANCH, reference_to(order.root)) == order.root
    assert resolver.resolve(PEOPLE, [reference_to(person) for person in people]) == tuple(people)
    assert resolver.resolve(PEOPLE, reference_to(people[0])) == (people[0],)
    assert resolver.resolve(BRANCH, "") is None
    for body in (order.root, order.units[0], order.school):
        assert resolver.resolve(BODY, reference_to(body)) == body


def test_what_is_elsewhere_reads_as_what_does_not_exist(order, resolver):
    theirs = general_branch()

    for reference in (reference_to(theirs.root), "9999999999-P01", "a:b:c"):
        with pytest.raises(Unresolved, match="不存在，或者不在您的管理范围内"):
            resolver.resolve(BRANCH, reference)


def test_committees_above_may_be_named_by_everybody(order, resolver):
    upper = factories.upper()

    assert resolver.resolve(BRANCH, reference_to(upper)) == upper


def test_what_a_step_made_is_named_by_the_step(order, resolver):
    resolver.remember(3, order.root)
    resolver.remember(4, list(order.branches))

    assert resolver.resolve(BRANCH, "@3") == order.root
    assert resolver.resolve(BRANCH, "@4") == order.branches[0]
    assert resolver.resolve(BRANCH, "@4/2") == order.branches[1]
    assert resolver.made()[order.root.number] == "@3"
    assert reference_to(order.root, resolver.made()) == "@3"


def test_a_step_that_made_nothing_is_told(resolver):
    with pytest.raises(Unresolved, match="“党组织”要用另一步新设的，那一步已经删去、排在后面或者不能完成。"):
        resolver.resolve(BRANCH, "@9")
