"""Actions through the API: done, tried, refused with the rule, done once, never over what was not seen."""

import pytest

from accounts.models import GrantRole
from governance.models import ChangeSet
from schools.models import Unit
from tests import factories
from tests.api.asking import Caller
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def structure():
    return general_branch()


@pytest.fixture
def administrator(structure):
    user = factories.user()
    factories.grant(user, structure.school)
    return Caller(user)


def path(structure, name):
    return f"/schools/{structure.school.code}/actions/{name}"


NEW_UNIT = {"arguments": {"name": "教务处", "kind": "department"}}


def version(structure):
    structure.school.refresh_from_db()
    return f'"{structure.school.version}"'


def test_an_action_is_done_and_on_record(structure, administrator):
    answer = administrator.send(path(structure, "unit_create"), NEW_UNIT, If_Match=version(structure))

    assert answer.status_code == 200, answer.content.decode()
    done, change = answer.json(), ChangeSet.objects.get()
    assert (done["tried"], done["change"]["id"]) == (False, change.pk)
    assert done["made"] == [Unit.objects.get(name="教务处").number]
    assert (change.operation, change.actor) == ("unit_create", administrator.user)
    assert f'"{done["version"]}"' == version(structure)


def test_what_is_tried_leaves_nothing(structure, administrator):
    answer = administrator.send(
        path(structure, "unit_create") + "?try=1", NEW_UNIT, If_Match=version(structure)
    )

    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["change"]["summary"] == "设立教务处"
    assert (ChangeSet.objects.count(), Unit.objects.filter(name="教务处").count()) == (0, 0)


def test_a_write_needs_the_version_it_is_based_on(structure, administrator):
    answer = administrator.send(path(structure, "unit_create"), NEW_UNIT)

    assert (answer.status_code, answer.headers["Content-Type"]) == (428, "application/problem+json")
    assert Unit.objects.filter(name="教务处").count() == 0


def test_nobody_writes_over_what_he_has_not_seen(structure, administrator):
    seen = version(structure)
    administrator.send(path(structure, "unit_create"), NEW_UNIT, If_Match=seen)

    answer = administrator.send(
        path(structure, "unit_create"), {"arguments": {"name": "总务处", "kind": "department"}}, If_Match=seen
    )

    assert answer.status_code == 412
    assert [one["id"] for one in answer.json()["changes"]] == [ChangeSet.objects.get().pk]
    assert Unit.objects.filter(name="总务处").count() == 0


def test_the_same_request_under_the_same_key_is_done_once(structure, administrator):
    told = {"If_Match": version(structure), "Idempotency_Key": "one"}

    first, second = (administrator.send(path(structure, "unit_create"), NEW_UNIT, **told) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert Unit.objects.filter(name="教务处").count() == 1


def test_a_key_is_not_taken_for_another_request(structure, administrator):
    administrator.send(
        path(structure, "unit_create"), NEW_UNIT, If_Match=version(structure), Idempotency_Key="one"
    )

    other = {"arguments": {"name": "总务处", "kind": "department"}}
    answer = administrator.send(
        path(structure, "unit_create"), other, If_Match=version(structure), Idempotency_Key="one"
    )

    assert (answer.status_code, answer.json()["type"]) == (422, "/api/#problem-key-reused")


def test_a_refused_request_leaves_its_key_free(structure, administrator):
    told = {"Idempotency_Key": "one"}
    wrong = administrator.send(path(structure, "unit_create"), NEW_UNIT, If_Match='"999"', **told)

    right = administrator.send(path(structure, "unit_create"), NEW_UNIT, If_Match=version(structure), **told)

    assert (wrong.status_code, right.status_code) == (412, 200)


def test_a_refusal_names_rule_clause_and_mend(structure, administrator):
    stranger = factories.employ(factories.person(structure.school)).person
    body = {"arguments": {"body": structure.root.number, "role": "secretary", "person": stranger.number}}

    answer = administrator.send(path(structure, "post_assign"), body, If_Match=version(structure))

    said = answer.json()
    assert answer.status_code == 422, said
    assert said["status"] == 422
    assert said["rules"] or said["detail"]


def test_a_viewer_is_told_why_not(structure):
    user = factories.user()
    factories.grant(user, structure.school, GrantRole.VIEWER)

    answer = Caller(user).send(path(structure, "unit_create"), NEW_UNIT, If_Match=version(structure))

    assert (answer.status_code, answer.json()["detail"]) == (403, "只有本校的学校管理员可以修改。")


def test_a_token_for_reading_writes_nothing(structure):
    user = factories.user()
    factories.grant(user, structure.school)

    answer = Caller(user, "read").send(path(structure, "unit_create"), NEW_UNIT, If_Match=version(structure))

    assert (answer.status_code, answer.json()["detail"]) == (403, "这个令牌不能用来办理。")


def test_what_is_not_of_its_kind_is_named(structure, administrator):
    body = {"arguments": {"name": 7, "kind": "department", "colour": "red"}, "on": "yesterday"}

    answer = administrator.send(path(structure, "unit_create"), body, If_Match=version(structure))

    assert answer.status_code == 422
    assert {one["field"]: one["message"] for one in answer.json()["errors"]} == {
        "body.on": "应当是日期，写成2026-03-01这样的形式。",
        "body.arguments.name": "应当是文字。",
        "body.arguments.colour": "没有这一项。",
    }
