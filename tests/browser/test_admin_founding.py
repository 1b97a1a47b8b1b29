"""The desk in a real browser, under the strict policy: a founding refused, mended, and done."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def general(transactional_db):
    """A school in good order with a unit on which no branch stands yet."""
    from tests import factories
    from tests.structures import general_branch

    made = general_branch()
    factories.unit(made.school, "九年级组")
    return made


@pytest.fixture
def keeper(general):
    """The administrator of the school, at the desk."""
    from tests import factories

    user = factories.user("keeper", is_staff=True)
    factories.grant(user, general.school)
    return user


@pytest.fixture
def root(transactional_db):
    """The system's administrator."""
    from tests import factories

    return factories.user("root", is_staff=True, is_superuser=True)


@pytest.fixture
def at_desk(page, live_server):
    """Enter the desk by the site's own sign-in page and open an address there."""

    def go(user, path):
        page.goto(f"{live_server.url}{path}")
        page.get_by_label("用户名").fill(user.username)
        page.get_by_label("密码").fill("demo-password")
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(re.compile(re.escape(path.split("?")[0])))
        return page

    return go


def test_a_branch_without_a_unit_is_refused_and_mended_on_the_spot(at_desk, keeper, general, axe):
    page = at_desk(keeper, "/admin/governance/partyorganization/add/")
    page.get_by_label("类型").select_option(label="党支部")
    page.get_by_label("全称").fill(f"中共{general.school.name}九年级组支部委员会")
    page.get_by_label("简称").fill("九年级组党支部")
    page.get_by_label("本校上级党组织").select_option(str(general.root.pk))
    page.get_by_role("button", name="保存", exact=True).click()

    box = page.get_by_role("alert")
    expect(box.get_by_role("link", name=re.compile("ORG-013"))).to_be_visible()
    expect(box.get_by_role("listitem").filter(has_text="九年级组")).to_be_visible()
    expect(page.get_by_label("简称")).to_have_value("九年级组党支部")
    axe(page)

    page.get_by_label("九年级组（年级组）").check()
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.locator(".messagelist .success").first).to_contain_text("起草党支部：九年级组党支部")
    expect(page.get_by_role("link", name="报批")).to_be_visible()
    axe(page)


def test_the_reason_has_the_focus_when_one_is_asked(at_desk, keeper, general):
    held = general.branches[0].role_assignments.get(role="secretary")
    page = at_desk(keeper, f"/admin/governance/roleassignment/{held.pk}/step/hand-over/")
    page.get_by_label("接任人员").select_option(str(general.people[1].pk))
    page.get_by_role("button", name="确认交接").click()

    expect(page.get_by_role("link", name=re.compile("SEC-017"))).to_be_visible()
    expect(page.get_by_role("textbox", name="理由")).to_be_focused()

    page.keyboard.type("年级组长外出培训一年")
    page.get_by_role("button", name="确认交接").click()

    expect(page.locator(".messagelist .success").first).to_contain_text("交接给")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/governance/partyorganization/",
        "/admin/governance/term/add/",
        "/admin/governance/changeset/",
        "/admin/schools/person/",
    ],
)
def test_pages_of_the_desk_are_accessible(path, at_desk, keeper, general, axe):
    axe(at_desk(keeper, path))


def test_pages_of_the_systems_administrator_keep_the_policy(at_desk, root, general):
    page = at_desk(root, "/admin/accounts/user/add/")

    expect(page.locator("#content form")).to_be_visible()
