"""From the page of an organisation to what was changed, and what became of it, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def branch(school):
    """A branch of the school that was renamed and gave one member to another branch."""
    from governance.domain.members import member_transfer
    from governance.domain.structure import organization_rename
    from tests import factories
    from tests.structures import do

    one, two = school.organizations.filter(short_name__in=("七年级党支部", "八年级党支部")).order_by("pk")
    name = "中共云溪中学初一支部委员会"
    act = do(reason="更名", effective_on=factories.ON.replace(month=3))
    organization_rename(act=act, organization=one, full_name=name, short_name="初一党支部")
    person = one.memberships.latest("pk").person
    member_transfer(act=do(reason="演示理由"), people=(person,), organization=two)
    return one


def test_from_an_organisation_to_a_change_and_back(enter, clerk, branch, axe):
    page = enter(clerk)
    page.goto(page.url.split("/schools/")[0] + f"/organizations/{branch.number}/")

    page.get_by_role("link", name="全部变更记录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("初一党支部的变更记录")
    axe(page)

    page.get_by_label("操作", exact=True).select_option("党组织更名")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr")).to_have_count(1)

    page.locator("tbody").get_by_role("link", name=re.compile("更名为")).click()
    row = page.get_by_role("row", name=re.compile("简称"))
    expect(row).to_contain_text("七年级党支部")
    expect(row).to_contain_text("初一党支部")
    axe(page)

    page.get_by_role("link", name="初一党支部").click()
    expect(page).to_have_url(re.compile(f"/organizations/{branch.number}/$"))


def test_timelines_are_a_picture_and_a_table(enter, clerk, branch, axe):
    page = enter(clerk)
    page.goto(page.url.split("/schools/")[0] + f"/organizations/{branch.number}/timeline/")

    expect(page.get_by_role("img", name=re.compile("起止时间"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("全称 中共云溪中学初一支部委员会"))).to_contain_text(
        "2026-03-01"
    )
    axe(page)

    person = branch.memberships.latest("pk").person
    page.goto(page.url.split("/organizations/")[0] + f"/people/{person.number}/timeline/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{person.name}的履历")
    expect(page.get_by_role("row", name=re.compile("组织关系"))).to_have_count(2)
    axe(page)


def test_log_fits_a_telephone_and_is_narrowed_from_the_keyboard(enter, clerk, branch, axe):
    page = enter(clerk)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(page.url.rstrip("/") + "/changes/")
    expect(page.locator("tbody tr")).to_have_count(2)

    page.get_by_label("操作", exact=True).focus()
    page.get_by_label("操作", exact=True).select_option("转接组织关系")
    page.get_by_role("button", name="筛选").focus()
    page.keyboard.press("Enter")

    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)
