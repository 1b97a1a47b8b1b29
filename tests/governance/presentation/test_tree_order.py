"""Who is below whom, by parents alone."""

from types import SimpleNamespace

from governance.presentation.tree_order import TreeOrder


def bodies(*rows):
    """Return bodies from (key, key of the parent)."""
    return [SimpleNamespace(pk=key, parent_id=parent, name=f"b{key}") for key, parent in rows]


def names(found):
    return [body.name for body in found]


def test_all_below_come_from_top_to_bottom_however_the_bodies_are_ordered():
    rows = bodies((5, 2), (1, None), (2, 1), (3, 1), (4, 2), (9, None))

    order = TreeOrder(rows)

    assert names(order.below(order.by_pk[1])) == ["b2", "b5", "b4", "b3"]
    assert names(order.below(order.by_pk[2])) == ["b5", "b4"]
    assert names(order.below(order.by_pk[9])) == []
    assert names(order.children[1]) == ["b2", "b3"]


def test_a_body_whose_parent_is_not_there_is_a_top():
    order = TreeOrder(bodies((1, None), (2, 77), (3, 2)))

    assert names(order.children[None]) == ["b1", "b2"]
    assert names(order.below(order.by_pk[2])) == ["b3"]


def test_sums_go_over_the_body_and_all_below_it():
    order = TreeOrder(bodies((1, None), (2, 1), (3, 2), (4, 1)))

    assert order.summed(lambda body: body.pk) == {1: 10, 2: 5, 3: 3, 4: 4}


def test_a_thousand_levels_are_no_deeper_than_one():
    order = TreeOrder(bodies((0, None), *((nth, nth - 1) for nth in range(1, 1500))))

    assert len(order.below(order.by_pk[0])) == 1499
    assert order.summed(lambda _body: 1)[0] == 1500
