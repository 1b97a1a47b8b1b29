"""The buttons on the page of an organisation: who has them, what they ask, what they do."""

from datetime import date

import pytest

from governance.choices import OrgState
from governance.models import ChangeSet, Document, PartyOrganization
from tests import factories
from tests.governance.admin.desk import address, save, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(general):
    """Return a third branch, still a drawing, with a unit, members, a term and an approved secretary."""
    unit = factories.unit(general.school, "九年级组")
    branch = factories.organization(
        parent=general.root,
        short_name="九年级组党支部",
        full_name=f"中共{general.school.name}九年级组支部委员会",
        state=OrgState.DRAFT,
        start=date(2026, 4, 1),
        activated_on=None,
        established_on=None,
        approval=None,
    )
    factories.host_unit(branch, unit, start=date(2026, 4, 1))
    return branch


def ready(branch):
    """Give the branch what activation asks for."""
    people = factories.members(3, branch.school, branch, start=date(2026, 5, 1))
    for person in people:
        factories.unit_membership(branch.hosts.get().unit, person)
    factories.assign(people[0], branch.hosts.get().unit, "unit_head")
    factories.term(branch, start=date(2026, 5, 2))
    factories.assign(people[0], branch, start=date(2026, 5, 2), document=factories.document(branch.school))


def steps(client, organization):
    return [step.name for step, _url in client.get(address(organization, "change")).context["steps"]]


def state_of(organization):
    return PartyOrganization.objects.get(pk=organization.pk).state


@pytest.mark.parametrize(
    ("state", "administrator", "decider"),
    [
        (OrgState.DRAFT, ["submit", "dissolve"], ["approve"]),
        (OrgState.SUBMITTED, ["dissolve"], ["approve", "return"]),
        (OrgState.PREPARING, ["activate", "dissolve"], ["return"]),
        (OrgState.ACTIVE, ["adjust", "dissolve"], []),
        (OrgState.ADJUSTING, ["settle", "dissolve"], []),
        (OrgState.DISSOLVED, [], []),
    ],
)
def test_each_state_has_its_buttons(state, administrator, decider, clerk, official, branch):
    factories.enter_state(branch, state, date(2026, 5, 1)) if state != OrgState.DRAFT else None

    assert (steps(clerk, branch), steps(official, branch)) == (administrator, decider)


def test_before_it_is_approved_no_button_leads_to_a_team_or_members(clerk, branch):
    def offered():
        links = clerk.get(address(branch, "change")).context["related_links"]
        return {url.split("/")[3] for _label, url in links}

    drawn = offered()
    factories.enter_state(branch, OrgState.PREPARING, date(2026, 5, 1))

    assert offered() - drawn == {"roleassignment", "term", "partymembership"}


def test_from_the_drawing_to_work_by_the_buttons(clerk, official, branch):
    submitted = save(clerk, address(branch, "step", "submit"), act_on="2026-04-10", act_reason="补登")
    approved = save(
        official,
        address(branch, "step", "approve"),
        act_on="2026-04-20",
        act_reason="补登",
        paper_number="演示教工委〔2026〕7号",
        paper_issued_on="2026-04-18",
        paper_issuer=factories.upper().pk,
    )
    ready(branch)
    activated = save(clerk, address(branch, "step", "activate"))

    assert [a.status_code for a in (submitted, approved, activated)] == [302, 302, 302]
    branch.refresh_from_db()
    paper = Document.objects.get(document_number="演示教工委〔2026〕7号")
    assert (branch.state, branch.approval, paper.jurisdiction) == (
        OrgState.ACTIVE,
        paper,
        branch.school.jurisdiction,
    )
    done = list(ChangeSet.objects.order_by("pk").values_list("operation", flat=True))
    assert done == ["organization_submit", "record_create", "organization_approve", "organization_activate"]


def test_an_unready_branch_is_not_activated_and_hears_why(clerk, branch):
    factories.enter_state(branch, OrgState.PREPARING, date(2026, 5, 1))

    page = text(save(clerk, address(branch, "step", "activate")))

    assert [f"/rules/{rule}/" in page for rule in ("ORG-007", "ORG-022", "CMT-014", "TERM-007")] == [True] * 4
    assert state_of(branch) == OrgState.PREPARING


def test_an_approval_needs_a_document(official, branch):
    answer = save(official, address(branch, "step", "approve"))

    assert "act_document" in answer.context["form"].errors
    assert state_of(branch) == OrgState.DRAFT


def test_a_refused_step_keeps_no_document_either(official, branch):
    factories.enter_state(branch, OrgState.SUBMITTED, date(2026, 5, 20))

    answer = save(
        official, address(branch, "step", "approve"), act_on="2026-05-01", paper_number="演示〔2026〕8号"
    )

    assert "不能早于" in text(answer)
    assert not Document.objects.filter(document_number="演示〔2026〕8号").exists()


def test_the_schools_administrator_does_not_approve_himself(clerk, branch):
    url = address(branch, "step", "approve")

    assert (clerk.get(url).status_code, clerk.post(url).status_code) == (403, 403)


def test_returning_an_application(official, branch):
    factories.enter_state(branch, OrgState.SUBMITTED, date(2026, 5, 1))

    save(official, address(branch, "step", "return"), act_reason="名称与批复格式不一致")

    assert state_of(branch) == OrgState.DRAFT


def test_adjusting_and_settling(clerk, general):
    paper = factories.document(general.school)

    save(clerk, address(general.root, "step", "adjust"), act_document=paper.pk)
    adjusting = state_of(general.root)
    save(clerk, address(general.root, "step", "settle"), act_reason="调整完毕")

    assert (adjusting, state_of(general.root)) == (OrgState.ADJUSTING, OrgState.ACTIVE)


def test_dissolving_an_organisation_with_members_is_refused(clerk, general):
    paper = factories.document(general.school, kind="dissolution")

    page = text(save(clerk, address(general.branches[0], "step", "dissolve"), act_document=paper.pk))

    assert "/rules/ORG-024/" in page
    assert state_of(general.branches[0]) == OrgState.ACTIVE


def test_dissolving_a_drawing(clerk, branch):
    save(clerk, address(branch, "step", "dissolve"))

    assert state_of(branch) == OrgState.DISSOLVED


def test_a_general_branch_becomes_a_committee_with_all_that_hangs_on_it(official, general):
    paper = factories.document(general.school)

    save(
        official,
        address(general.root, "step", "retype"),
        full_name=f"中共{general.school.name}委员会",
        act_document=paper.pk,
        act_reason="办学规模扩大",
    )

    committee = PartyOrganization.objects.get(school=general.school, type="committee")
    assert (committee.predecessor, committee.state) == (general.root, OrgState.ACTIVE)
    assert [child.pk for child in committee.get_children()] == [b.pk for b in general.branches]
    assert state_of(general.root) == OrgState.DISSOLVED


def test_a_branch_is_not_re_typed_by_a_button(official, general):
    assert "retype" not in steps(official, general.branches[0])
    assert "retype" in steps(official, general.root)
