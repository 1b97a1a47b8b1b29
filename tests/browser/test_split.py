"""A branch of 34 becomes two along its units, from the dialog of the chart, in a plan of the clerk."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.choices import Duty, OrgType, Role
from governance.models import PartyMembership
from governance.plans import drafting
from governance.plans.previewing import preview
from tests import factories, structures

pytestmark = pytest.mark.browser
ON = factories.ON


@pytest.fixture
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def large(transactional_db, today):
    """A school in good order with a third branch of 18 and 16 members on two units, and its clerk."""
    found = structures.general_branch()
    paper = factories.document(found.school)
    branch = factories.organization(
        parent=found.root, full_name="中共演示高中支部委员会", short_name="高中党支部"
    )
    factories.term(branch, committee_seats=3)
    found.branch, found.crews = branch, []
    for name, size in (("高一年级组", 18), ("高二年级组", 16)):
        unit = factories.unit(found.school, name)
        factories.host_unit(branch, unit)
        crew = factories.members(size, found.school, branch)
        for person in crew:
            factories.unit_membership(unit, person)
        factories.assign(crew[0], unit, Role.UNIT_HEAD)
        found.crews.append(crew)
    first, second = found.crews
    factories.assign(first[0], branch, Role.SECRETARY, document=paper)
    for person, duties in (
        (first[1], [Duty.ORGANIZATION, Duty.PUBLICITY]),
        (second[1], [Duty.DISCIPLINE]),
    ):
        factories.assign(person, branch, Role.MEMBER, duties=duties, filed_on=paper.issued_on)
    group = factories.organization(OrgType.GROUP, parent=branch, short_name="高一党小组")
    PartyMembership.objects.filter(person__in=first[:9]).update(party_group=group)
    found.group = group
    found.clerk = factories.user("split-clerk")
    factories.grant(found.clerk, found.school)
    return found


def choose_team(part, crew):
    """Give a part the committee of three that CMT-001 expects of a branch of seven full members and more."""
    secretary, second, third = (person.number for person in crew[:3])
    part.get_by_label("书记", exact=True).select_option(secretary)
    part.get_by_label("委员会职数").fill("3")
    part.get_by_label("组织委员").select_option(second)
    part.get_by_label("宣传委员").select_option(second)
    part.get_by_label("纪检委员").select_option(third)


def test_a_clerk_splits_a_branch_of_34_in_a_plan_and_causes_nothing(large, enter, visit, axe):
    plan = drafting.plan_create(user=large.clerk, school=large.school, title="九月调整", effective_on=ON)
    enter(large.clerk)
    page = visit(f"/schools/{large.school.code}/?open=all&plan={plan.pk}")
    page.locator(f"#card-{large.branch.number}").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("link", name="拆分支部…").click()

    parts = page.get_by_role("dialog").locator("fieldset.part")
    expect(parts).to_have_count(2)
    for nth, crew in enumerate(large.crews):
        choose_team(parts.nth(nth), crew)
    axe(page)
    page.get_by_role("dialog").get_by_role("button", name="列入方案").click()

    expect(page.locator("#editor-message .editor-said")).to_contain_text("已列入方案“九月调整”")
    told = preview(plan, user=large.clerk, today=ON).outcome
    assert told["caused"] == []
