"""What a line of a list says of work that is done in the background, whatever it is."""

from types import SimpleNamespace

import pytest

from exports.choices import OrderState
from intake.choices import ImportState
from oversight.background import Progress
from oversight.choices.report import ReportState
from oversight.choices.round import ClosingState

KINDS = (OrderState, ImportState, ReportState, ClosingState)
#: What some kinds know alone: imports ask, are looked at or do not take a file; a closing that is done or
#: called off is gone.
OF_SOME = {
    "asking": {ImportState},
    "checked": {ImportState},
    "refused": {ImportState},
    "done": {OrderState, ImportState, ReportState},
    "cancelled": {OrderState, ImportState, ReportState},
}


def kinds_with(state):
    return {kind for kind in KINDS if state in kind.values}


@pytest.mark.parametrize(
    ("state", "is_moving", "is_done", "may_resume"),
    [
        ("queued", True, False, False),
        ("running", True, False, False),
        ("asking", False, False, False),
        ("refused", False, False, False),
        ("checked", False, False, False),
        ("done", False, True, False),
        ("failed", False, False, True),
        ("cancelled", False, False, True),
    ],
)
def test_what_can_be_done_with_it(state, is_moving, is_done, may_resume):
    assert kinds_with(state) == OF_SOME.get(state, set(KINDS))

    for states in kinds_with(state):
        line = Progress(SimpleNamespace(state=states(state)), is_stalled=False)

        assert (line.is_moving, line.is_done, line.may_resume) == (is_moving, is_done, may_resume)


def test_there_are_no_other_states():
    known = {"queued", "running", "failed", *OF_SOME}

    assert {state for kind in KINDS for state in kind.values} == known


def test_what_stands_still_can_go_on():
    line = Progress(SimpleNamespace(state="running"), is_stalled=True)

    assert (line.is_moving, line.is_done, line.may_resume) == (False, False, True)
