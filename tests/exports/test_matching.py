"""How high a body stands in a document."""

from exports.linked.matching import ROUND, Matching
from exports.linked.received import Described, Document
from tests import factories


class Counted(dict):
    """Bodies that count how often they are looked up."""

    asked = 0

    def get(self, *key):
        self.asked += 1
        return super().get(*key)


def matching(school, parents):
    bodies = Counted(
        (one, Described(one, "unit", "", one, "office", above)) for one, above in parents.items()
    )
    return Matching(school, Document(bodies=bodies), factories.ON)


def heights(found):
    return [found.height(body) for body in found.document.bodies.values()]


def test_what_hangs_on_a_circle_has_no_top_either(county):
    found = matching(
        county.small, {"a": "", "b": "a", "c": "b", "d": "e", "e": "d", "f": "e", "g": "elsewhere"}
    )

    assert heights(found) == [0, 1, 2, ROUND, ROUND, ROUND, 0]


def test_a_long_chain_is_gone_through_once(county):
    number = 2_000
    found = matching(county.small, {str(nth): str(nth + 1) for nth in range(number)})

    assert heights(found) == list(range(number - 1, -1, -1))
    assert number <= found.document.bodies.asked <= 3 * number
