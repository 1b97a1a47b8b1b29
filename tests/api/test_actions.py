"""Every action of the catalogue, done once through the API, and every step of a plan."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import transaction

from accounts.models import GrantRole
from governance.actions.catalogue import all_actions
from governance.domain.locks import lock_schools
from governance.models import ChangeSet, Document, Plan
from schools.models import Unit
from tests import factories
from tests.api.asking import Caller
from tests.api.sent import body_of
from tests.blocking import in_a_thread, wait_until_blocked
from tests.governance.views.acted import CASES, scene_for
from tests.structures import general_branch

pytestmark = pytest.mark.django_db
LIVE = [name for name, action in all_actions().items() if action.live]


def caller_for(scene, name):
    user = factories.user()
    decides = all_actions()[name].decides
    factories.grant(user, scene.school.jurisdiction if decides else scene.school)
    return Caller(user)


def version_of(scene):
    scene.school.refresh_from_db()
    return f'"{scene.school.version}"'


def test_every_action_that_is_done_at_once_is_offered():
    from api.http.interface import interface

    paths = interface.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    begin = "/api/v1/schools/{code}/actions/"
    assert {path.removeprefix(begin) for path in paths if path.startswith(begin)} == set(LIVE) == set(CASES)


@pytest.mark.parametrize("name", LIVE)
def test_it_is_tried_and_then_done(name):
    scene = scene_for(name)
    asked = caller_for(scene, name)
    node, values = CASES[name](scene)
    path, body = f"/schools/{scene.school.code}/actions/{name}", body_of(all_actions()[name], node, values)
    before = ChangeSet.objects.count()

    tried = asked.send(f"{path}?try=1", body, If_Match=version_of(scene))
    kept = ChangeSet.objects.count()
    done = asked.send(path, body, If_Match=version_of(scene))

    assert (tried.status_code, kept, done.status_code) == (200, before, 200), (
        tried.content.decode(), done.content.decode(),
    )  # fmt: skip
    change = ChangeSet.objects.latest("pk")
    assert (change.actor, change.school) == (asked.user, scene.school)
    assert tried.json()["change"]["summary"] == done.json()["change"]["summary"] == change.told
    assert tried.json()["caused"] == done.json()["caused"]


@pytest.mark.parametrize("name", LIVE)
def test_who_only_looks_on_may_not(name):
    scene = scene_for(name)
    user = factories.user()
    factories.grant(user, scene.school, GrantRole.VIEWER)
    node, values = CASES[name](scene)
    before = ChangeSet.objects.count()

    answer = Caller(user).send(
        f"/schools/{scene.school.code}/actions/{name}",
        body_of(all_actions()[name], node, values),
        If_Match=version_of(scene),
    )

    assert (answer.status_code, ChangeSet.objects.count()) == (403, before), answer.content.decode()


def test_a_rule_that_asks_for_a_reason_says_so_when_tried_and_when_done():
    scene = scene_for("organization_retype")
    asked = caller_for(scene, "organization_retype")
    node, values = CASES["organization_retype"](scene)
    body = body_of(all_actions()["organization_retype"], node, values) | {"reason": ""}
    path = f"/schools/{scene.school.code}/actions/organization_retype"

    tried = asked.send(f"{path}?try=1", body, If_Match=version_of(scene)).json()
    done = asked.send(path, body, If_Match=version_of(scene))

    said = done.json()
    assert (done.status_code, said["type"]) == (422, "/api/#problem-reason-needed")
    assert said["rules"] == tried["asking"]
    assert [sorted(rule) for rule in said["rules"]] == [
        ["clauses", "code", "mend", "name", "sentence", "severity"]
    ] * len(said["rules"])
    assert all(rule["clauses"] and rule["mend"] for rule in said["rules"])


def test_a_body_of_another_school_is_refused():
    scene, far = scene_for("organization_rename"), scene_for("organization_rename")
    user = factories.user()
    factories.grant(user, scene.school)
    factories.grant(user, far.school)
    body = {"arguments": {"organization": far.branch.number, "full_name": "中共演示支部委员会"}}

    answer = Caller(user).send(
        f"/schools/{scene.school.code}/actions/organization_rename", body, If_Match=version_of(scene)
    )

    assert (answer.status_code, answer.json()["detail"]) == (422, f"所选的机构不属于{scene.school}。")


def test_a_new_paper_is_registered_with_the_act():
    scene = scene_for("organization_retype")
    asked = caller_for(scene, "organization_retype")
    node, values = CASES["organization_retype"](scene)
    body = body_of(all_actions()["organization_retype"], node, values)
    del body["document"]
    issuer = factories.upper().number
    path = f"/schools/{scene.school.code}/actions/organization_retype"

    without = asked.send(path, body, If_Match=version_of(scene))
    paper = {"number": "演示教工委〔2026〕9号", "issued_on": "2026-05-06", "issuer": issuer}
    done = asked.send(path, body | {"paper": paper}, If_Match=version_of(scene))

    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "body.document")
    assert done.status_code == 200, done.content.decode()
    assert ChangeSet.objects.latest("pk").document.document_number == paper["number"]


@pytest.mark.django_db(transaction=True)
def test_of_two_with_a_paper_at_the_same_time_one_has_not_seen_the_other():
    structure = general_branch()
    callers = [Caller(factories.grant(factories.user(), structure.school).user) for _ in range(2)]
    issuer, seen = factories.upper().number, version_of(structure)

    def asked(nth):
        paper = {"number": f"演示〔2026〕{nth}号", "issued_on": "2026-05-06", "issuer": issuer}
        unit = {"name": f"演示{'甲乙'[nth]}处", "kind": "department"}
        path = f"/schools/{structure.school.code}/actions/unit_create"
        return callers[nth].send(path, {"arguments": unit, "paper": paper}, If_Match=seen)

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            lock_schools([structure.school.pk])
            running = [in_a_thread(pool, partial(asked, nth)) for nth in range(2)]
            wait_until_blocked(2)
        answers = [future.result() for future in running]

    done, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, refused.status_code) == (200, 409), refused.content.decode()
    assert refused.json()["type"] == "/api/#problem-conflict"
    assert Unit.objects.filter(school=structure.school, kind="department").count() == 1
    assert Document.objects.filter(document_number__startswith="演示〔2026〕").count() == 1


class TestPlans:
    """A plan from its beginning to its end."""

    @pytest.fixture
    def scene(self):
        return scene_for("organization_merge")

    @pytest.fixture
    def school(self, scene):
        return caller_for(scene, "unit_create")

    @pytest.fixture
    def above(self, scene):
        return caller_for(scene, "organization_merge")

    def version(self):
        return f'"{Plan.objects.get().version}"'

    def begun(self, scene, school):
        sent = {"title": "演示调整", "effective_on": factories.ON.isoformat()}
        return school.send(f"/schools/{scene.school.code}/plans", sent)

    def test_it_is_begun_filled_submitted_approved_and_carried_out(self, scene, school, above):
        plan = self.begun(scene, school).json()
        root = f"/plans/{plan['id']}"
        step = {
            "action": "organization_rename",
            "arguments": {"organization": scene.branch.number, "full_name": "中共演示新名支部委员会"},
        }
        added = school.send(f"{root}/steps", step, If_Match=self.version())
        preview = school.read(f"{root}/preview")
        submitted = school.send(f"{root}/submit", {}, If_Match=self.version())
        approval = {
            "digest": above.read(root)["digest"],
            "document": factories.document(scene.school).register_number,
        }
        approved = above.send(f"{root}/approve", approval, If_Match=self.version())
        done = school.send(f"{root}/publish", {}, If_Match=self.version())

        assert added.status_code == 201, added.content.decode()
        assert [one["problem"] for one in preview["steps"]] == [""]
        assert preview["may_be_submitted"]
        assert submitted.status_code == 200, submitted.content.decode()
        assert approved.status_code == 200, approved.content.decode()
        assert (done.status_code, done.json()["state"]) == (200, "published"), done.content.decode()
        scene.branch.refresh_from_db()
        assert scene.branch.full_name == "中共演示新名支部委员会"

    def test_a_step_is_taken_out(self, scene, school):
        root = f"/plans/{self.begun(scene, school).json()['id']}"
        step = {
            "action": "unit_create",
            "arguments": {"school": scene.school.code, "name": "教务处", "kind": "department"},
        }
        added = school.send(f"{root}/steps", step, If_Match=self.version()).json()

        gone = school.send(
            f"{root}/steps/{added['steps'][0]['key']}", {}, method="DELETE", If_Match=self.version()
        )

        assert (gone.status_code, gone.json()["steps"]) == (200, [])

    def test_nobody_writes_over_what_he_has_not_seen(self, scene, school):
        root = f"/plans/{self.begun(scene, school).json()['id']}"

        answer = school.send(f"{root}/discard", {}, If_Match='"7"')

        assert (answer.status_code, Plan.objects.get().state) == (412, "draft")

    def test_the_school_does_not_decide(self, scene, school):
        root = f"/plans/{self.begun(scene, school).json()['id']}"

        answer = school.send(f"{root}/refuse", {"text": "不同意"}, If_Match=self.version())

        assert answer.status_code == 403

    def test_a_step_of_another_kind_is_told_what_it_takes(self, scene, school):
        root = f"/plans/{self.begun(scene, school).json()['id']}"

        answer = school.send(f"{root}/steps", {"action": "dance", "arguments": {}}, If_Match=self.version())

        assert answer.status_code == 422
