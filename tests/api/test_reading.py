"""What can be read: every list in pages and few queries, names to whom they are shown, any day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import GrantRole
from governance.choices import OrgState
from governance.models import ChangeSet
from governance.plans.drafting import plan_create, plan_share, step_add
from schools.models import Person, School
from tests import factories
from tests.api.asking import Caller
from tests.structures import general_branch

pytestmark = pytest.mark.django_db

LISTS = (
    "/jurisdictions", "/schools", "/organizations", "/units", "/people", "/posts", "/assignments",
    "/memberships", "/terms", "/leading-groups", "/findings", "/plans", "/changes", "/notices", "/waivers",
    "/rounds", "/filings", f"/attestations?on={factories.ON}", "/waiver-requests", "/answers", "/statements",
)  # fmt: skip


@pytest.fixture
def structure():
    return general_branch()


def caller(scope, role=""):
    user = factories.user()
    factories.grant(user, scope, role)
    return Caller(user)


def furnish(school):
    """Add a row of what the structure has not."""
    factories.waiver(school, "ORG-005", "school", school.code)
    factories.attestation(school)
    factories.filing(school)
    factories.answer(school)
    factories.waiver_request(school)
    factories.statement(school)
    ChangeSet.objects.create(school=school, effective_on=factories.ON, summary="演示")
    author = factories.grant(factories.user(), school).user
    plan = plan_create(user=author, school=school, title="演示方案", effective_on=factories.ON)
    plan_share(user=author, plan=plan, is_shared=True)
    factories.finding(school)  # in the end: handing the structure in judges it anew


def queries(asked, path):
    with CaptureQueriesContext(connection) as seen:
        asked.read(path)
    return len(seen)


def test_a_list_costs_the_same_for_one_school_and_for_three(structure):
    furnish(structure.school)
    asked = caller(factories.county())
    asked.read("/rules")  # the first use of a token is on record
    before = {path: queries(asked, path) for path in LISTS}
    counts = {path: len(asked.items(path)) for path in LISTS}
    for _ in range(2):
        furnish(general_branch().school)

    assert {path: queries(asked, path) for path in LISTS} == before
    more = {path for path in LISTS if len(asked.items(path)) > counts[path]}
    assert set(LISTS) - more <= {"/jurisdictions", "/notices"}


def test_pages_tell_every_row_once(structure):
    asked = caller(structure.school)

    found = asked.items("/people?limit=3")

    assert [one["number"] for one in found] == list(
        structure.school.people.order_by("pk").values_list("number", flat=True)
    )
    assert len(found) > 3


@pytest.mark.parametrize("cursor", ["1", "eyJhIjoxfQ", "MQ:1abc:def"])
def test_a_cursor_that_is_not_ours_is_refused(structure, cursor):
    answer = caller(structure.school).get(f"/people?cursor={cursor}")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "query.cursor")


def test_a_cursor_of_another_list_is_refused(structure):
    asked = caller(structure.school)
    cursor = asked.read("/people?limit=1")["next"]

    assert asked.get(f"/memberships?cursor={cursor}").status_code == 422


def test_a_school_is_read_with_its_version(structure):
    asked = caller(structure.school)

    answer = asked.get(f"/schools/{structure.school.code}")

    assert answer.json()["name"] == structure.school.name
    assert answer.headers["ETag"].startswith(f'W/"{structure.school.version}-')


def test_what_is_known_is_not_sent_again(structure):
    asked = caller(structure.school)
    path = f"/schools/{structure.school.code}"
    tag = asked.get(path).headers["ETag"]

    known = asked.get(path, If_None_Match=tag)
    School.objects.update(short_name="演示")
    changed = asked.get(path, If_None_Match=tag)

    assert (known.status_code, known.content, changed.status_code) == (304, b"", 200)


def test_the_tag_that_was_read_is_what_a_write_is_based_on(structure):
    asked = caller(structure.school)
    tag = asked.get(f"/schools/{structure.school.code}").headers["ETag"]

    body = {"arguments": {"name": "教务处", "kind": "department"}}
    path = f"/schools/{structure.school.code}/actions/unit_create"

    assert asked.send(path, body, If_Match=tag).status_code == 200
    assert asked.send(path, body, If_Match=tag).status_code == 412


def test_the_structure_names_organisations_units_and_holders(structure):
    found = caller(structure.school).read(f"/schools/{structure.school.code}/structure")

    assert [one["number"] for one in found["organizations"]] == [
        structure.root.number, *(branch.number for branch in structure.branches),
    ]  # fmt: skip
    assert [one["units"] for one in found["organizations"]][1:] == [[unit.number] for unit in structure.units]
    held = {(post["role"], post["person"]["name"]) for post in found["organizations"][1]["posts"]}
    assert held == {("secretary", structure.people[0].name)}


def test_organisations_are_as_they_were_on_the_day(structure):
    branch = structure.branches[0]
    factories.enter_state(branch, OrgState.ADJUSTING, date(2026, 3, 1))
    asked = caller(structure.school)

    def state(on):
        found = {one["number"]: one["state_on"] for one in asked.items(f"/organizations?on={on}")}
        return found.get(branch.number)

    assert (state("2026-02-28"), state("2026-03-01"), state("1990-01-01")) == ("active", "adjusting", None)


def test_who_held_a_post_on_the_day(structure):
    (held,) = structure.branches[0].role_assignments.all()
    asked = caller(structure.school)
    before = held.starts_on - timedelta(days=1)

    def holders(on):
        found = asked.items(f"/assignments?on={on}&role=secretary")
        return [
            one["person"]["name"] for one in found if one["body"]["number"] == structure.branches[0].number
        ]

    assert (holders(held.starts_on), holders(before)) == ([held.person.name], [])


class TestNames:
    """Who sees a school and reads no lists of members reads no names of members here either."""

    LISTS = ("/people", "/memberships", "/changes", "/plans", "/findings")

    @pytest.fixture
    def member(self, structure):
        """A member without a post, with a name that nobody else has."""
        found = factories.member(structure.school, structure.branches[0], name="演示独一无二")
        author = factories.grant(factories.user(), structure.school).user
        plan = plan_create(user=author, school=structure.school, title="演示方案", effective_on=factories.ON)
        given = {"organization": structure.branches[1].number, "people": [found.number]}
        step_add(user=author, plan=plan, action="member_transfer", arguments=given)
        plan_share(user=author, plan=plan, is_shared=True)
        kinds = [{"kind": "person", "number": found.number, "name": found.name, "before": {}, "after": {}}]
        ChangeSet.objects.create(
            school=structure.school, operation="person_create", summary=f"登记{found.name}",
            effective_on=factories.ON, details=kinds, parts=[["person_create", f"登记{found.name}"]],
        )  # fmt: skip
        return found

    def texts(self, asked, structure):
        paths = [*self.LISTS, f"/schools/{structure.school.code}/structure"]
        paths += [f"/plans/{one['id']}" for one in asked.items("/plans")]
        paths += [f"/plans/{one['id']}/preview" for one in asked.items("/plans")]
        paths += [f"/changes/{one['id']}" for one in asked.items("/changes")]
        return {path: str(asked.get(path).json()) for path in paths}

    def test_who_works_with_names_reads_them(self, structure, member):
        found = self.texts(caller(structure.school), structure)

        assert member.name in found["/people"] + found["/memberships"]
        assert member.name in found["/changes"]

    def test_what_pages_mask_goes_to_who_keeps_the_file_alone(self, structure, member):
        Person.objects.filter(pk=member.pk).update(staff_number="ZG-70707")
        member.refresh_from_db()
        keeper = caller(structure.school).get(f"/people/{member.number}").json()
        reviewer = caller(structure.school, GrantRole.REVIEWER)
        listed = [
            one
            for who in (reviewer, caller(structure.school))
            for one in who.items("/people")
            if one["number"] == member.number
        ]
        assert len(listed) == 2

        assert (keeper["staff_number"], keeper["masked"]) == ("ZG-70707", [])
        assert keeper["joined_on"] == member.joined_on.isoformat()
        for other in (reviewer.get(f"/people/{member.number}").json(), *listed):
            assert other["name"] == member.name
            assert (other["staff_number"], other["joined_on"], other["full_on"]) == (None, None, None)
            assert other["masked"] == ["staff_number", "joined_on", "full_on"]

    @pytest.mark.parametrize("where", ["school", "county"])
    def test_a_viewer_reads_none(self, structure, member, where):
        scope = structure.school if where == "school" else structure.school.jurisdiction
        found = self.texts(caller(scope, GrantRole.VIEWER), structure)

        assert [path for path, text in found.items() if member.name in text or member.number in text] == []

    def test_a_viewer_is_told_why_he_reads_no_person(self, structure, member):
        answer = caller(structure.school, GrantRole.VIEWER).get(f"/people/{member.number}")

        assert (answer.status_code, answer.json()["detail"]) == (403, "查阅人员只看人数，不看党员名单。")


def test_answers_come_in_the_language_asked_for(structure):
    asked = caller(structure.school)

    answer = asked.get("/schools/0000000000", Accept_Language="en")

    assert answer.json()["title"] == "Does not exist, or is not yours to see"


@pytest.mark.parametrize(
    "query",
    ["on=tomorrow", "on=20260301", "on=1", "limit=0", "limit=x", "school=12", "on=9999-01-01"],
)
def test_what_is_not_understood_is_said(structure, query):
    answer = caller(structure.school).get(f"/units?{query}")

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [f"query.{query.split('=')[0]}"]


def test_a_text_that_cannot_be_kept_is_refused(structure):
    assert caller(structure.school).get("/schools?name=%00").status_code == 400


def test_a_value_without_a_name_is_refused(structure):
    assert caller(structure.school).get("/schools?=false").status_code == 400


def test_names_of_schemas_are_said_once():
    from api.http.interface import interface

    models = [
        model
        for router in interface._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
        for model in _schemas(operation)
    ]
    names: dict[str, set[type]] = {}
    for model in models:
        names.setdefault(model.__name__, set()).add(model)

    assert {name for name, found in names.items() if len(found) > 1} == set()


def _schemas(operation):
    from pydantic import BaseModel

    found, waiting = set(), [one for one in operation.response_models.values() if isinstance(one, type)]
    while waiting:
        model = waiting.pop()
        for field in model.model_fields.values():
            for one in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(one, type) and issubclass(one, BaseModel) and one not in found:
                    found.add(one)
                    waiting.append(one)
    return found
