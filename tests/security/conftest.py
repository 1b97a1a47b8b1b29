"""What the tests of the matrix share."""

import pytest

from tests.security.matrix.tally import Tally


@pytest.fixture
def tally(record_property):
    """Return what makes a tally that pytest adds up."""

    def start(kind):
        made = Tally(kind)
        record_property("cells", made.counts)
        return made

    return start
