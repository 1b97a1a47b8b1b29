"""What the tests of the matrix share."""

import pytest

from tests.security import scoreboard
from tests.security.matrix.tally import Tally


@pytest.fixture(autouse=True)
def _without_a_rate(settings):
    """Let programs ask as often as the tests do."""
    settings.API_RATE = 10**6


@pytest.fixture
def tally(request, record_property):
    """Return what makes a tally that pytest adds up, and whose sum is a figure of the scoreboard."""
    started = []

    def start(kind):
        made = Tally(kind)
        record_property("cells", made.counts)
        started.append(made)
        return made

    yield start
    which = "all" if request.node.get_closest_marker("security") else "a share of them"
    for made in started:
        _kind, number, wrong = made.counts
        scoreboard.count(f"permission cells of {made.kind} answered wrongly, {which}", "none", wrong, number)
