"""The catalogue of actions: what it names exists."""

import inspect

import pytest

from governance.actions.action import KINDS, always
from governance.actions.arguments import Kind
from governance.actions.catalogue import actions_on, all_actions
from governance.domain.act import Act

ACTIONS = all_actions().values()
#: The kinds of the argument that is the node itself, by what the action is offered on.
SUBJECTS = {
    "organization": {Kind.ORGANIZATION, Kind.BODY},
    "unit": {Kind.UNIT, Kind.BODY},
    "school": {Kind.SCHOOL, Kind.BODY},
}


def by_name(action):
    return action.name


@pytest.mark.parametrize("action", ACTIONS, ids=by_name)
def test_arguments_match_what_is_run(action):
    parameters = inspect.signature(action.run).parameters
    named = {name for name, one in parameters.items() if one.kind is not inspect.Parameter.VAR_KEYWORD}
    passes_on = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values())
    arguments = {argument.name for argument in action.arguments}
    needed = {name for name in named - {"act"} if parameters[name].default is inspect.Parameter.empty}

    assert "act" in parameters
    assert passes_on or arguments <= named
    assert needed <= {argument.name for argument in action.arguments if argument.required}


@pytest.mark.parametrize("action", ACTIONS, ids=by_name)
def test_the_subject_is_an_argument_of_the_kind_it_is_offered_on(action):
    assert action.argument(action.subject).kind in SUBJECTS[action.on]


@pytest.mark.parametrize("action", ACTIONS, ids=by_name)
def test_choices_belong_to_arguments_that_are_choices(action):
    assert {a.name for a in action.arguments if a.choices} == {
        a.name for a in action.arguments if a.kind == Kind.CHOICE
    }


def test_names_are_used_once():
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("planned", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_key_opens_one_form_on_a_kind_of_node(kind, planned):
    keys = [action.key for action in actions_on(kind, planned=planned) if action.key]

    assert sorted(keys) == sorted(set(keys))


def test_what_is_offered_is_for_the_kind_and_the_way():
    assert {action.on for action in actions_on("unit", planned=True)} == {"unit"}
    assert all(action.planned for action in actions_on("organization", planned=True))
    assert all(action.live for action in actions_on("organization", planned=False))
    assert "organization_submit" not in {action.name for action in actions_on("organization", planned=True)}


def test_what_needs_the_decision_above_asks_for_its_paper():
    assert {action.name for action in ACTIONS if action.decides and not action.paper} == set()


def test_what_is_left_out_is_not_passed_on():
    told = {}
    action = all_actions()["unit_move"]
    spy = type(action)(
        "spy", "", lambda **given: told.update(given), action.arguments, on="unit", fits=always
    )
    act = Act(actor=None, today=None)

    spy.perform(act, {"unit": "this", "parent": None, "name": "", "people": ()})

    assert told == {"act": act, "unit": "this"}
