"""`manage.py liangzhu`: what it prints and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.choices import PlanState
from governance.models import Plan
from governance.plans import deciding, drafting
from tests import factories
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(this_day):
    return general_branch()


def run(*words):
    out = StringIO()
    call_command("liangzhu", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def ended(*words):
    """Return the exit code."""
    try:
        run(*words)
    except SystemExit as stop:
        return stop.code
    except CommandError as problem:
        return problem.returncode
    return 0


def drafted(order):
    today, clerk = timezone.localdate(), factories.grant(factories.user(), order.school).user
    plan = drafting.plan_create(user=clerk, school=order.school, title="演示方案", effective_on=today)
    given = {"organization": order.branches[0].number, "full_name": "中共演示新名支部委员会"}
    drafting.step_add(user=clerk, plan=plan, action="organization_rename", arguments=given)
    return plan


def approved(order):
    today, plan = timezone.localdate(), drafted(order)
    official = factories.grant(factories.user(), order.school.jurisdiction).user
    deciding.plan_submit(user=plan.author, plan=plan, today=today)
    paper = factories.document(order.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=today)
    return plan


def test_check_prints_the_findings_and_ends_with_1_where_they_count(order):
    order.branches[0].approval = None
    order.branches[0].save()

    found = json.loads(run("check", "--school", order.school.code, "--format", "json"))

    assert {one["school"]["code"] for one in found} == {order.school.code}
    assert ended("check", "--school", order.school.code) == 0
    assert ended("check", "--school", order.school.code, "--fail-on", "warning") == 1


def test_what_makes_no_sense_ends_with_2(order):
    assert ended("check", "--school", "0") == 2
    assert ended("plan", "preview", "999999") == 2
    assert ended("plan", "list", "--state", "dancing") == 2


def test_export_writes_the_fixture(order, tmp_path):
    run("export", "--school", order.school.code, "-o", str(tmp_path / "school.json"))

    rows = json.loads((tmp_path / "school.json").read_text(encoding="utf-8"))

    numbers = {row["fields"].get("number") for row in rows if row["model"] == "governance.partyorganization"}
    assert order.root.number in numbers


def test_plans_are_listed(order, this_day):
    plan = drafted(order)

    assert json.loads(run("plan", "list", "--school", order.school.code, "--format", "json")) == [
        {
            "id": plan.pk,
            "school": {"code": order.school.code, "name": order.school.name},
            "title": "演示方案",
            "state": "draft",
            "effective_on": this_day.isoformat(),
            "change": None,
        }
    ]


def test_a_preview_keeps_nothing(order):
    plan = drafted(order)

    shown = json.loads(run("plan", "preview", str(plan.pk), "--format", "json"))

    order.branches[0].refresh_from_db()
    assert [step["problem"] for step in shown["steps"]] == [""]
    assert order.branches[0].full_name != "中共演示新名支部委员会"


def test_an_approved_plan_is_applied(order):
    plan = approved(order)

    text = run("plan", "apply", str(plan.pk))

    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED
    assert text.startswith(f"{plan.pk} {order.school.name}“演示方案”")


def test_a_plan_that_is_not_approved_ends_with_1_and_does_nothing(order):
    plan = drafted(order)

    assert ended("plan", "apply", str(plan.pk)) == 1
    assert Plan.objects.get().state == PlanState.DRAFT
