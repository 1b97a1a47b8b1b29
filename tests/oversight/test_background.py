"""What a line of a list says of work that is done in the background, whatever it is."""

from types import SimpleNamespace

import pytest

from exports.choices import OrderState
from intake.choices import ImportState
from oversight.background import Progress
from oversight.choices.report import ReportState


@pytest.mark.parametrize(
    ("state", "is_moving", "is_done", "may_resume"),
    [
        ("queued", True, False, False),
        ("running", True, False, False),
        ("done", False, True, False),
        ("failed", False, False, True),
        ("cancelled", False, False, True),
    ],
)
def test_what_can_be_done_with_it(state, is_moving, is_done, may_resume):
    for states in (OrderState, ImportState, ReportState):
        line = Progress(SimpleNamespace(state=states(state)), is_stalled=False)

        assert (line.is_moving, line.is_done, line.may_resume) == (is_moving, is_done, may_resume)


def test_what_stands_still_can_go_on():
    line = Progress(SimpleNamespace(state="running"), is_stalled=True)

    assert (line.is_moving, line.is_done, line.may_resume) == (False, False, True)
