"""The first quarter of an hour of the README in a real browser: a count, the person, the mend, the count."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from governance.choices import OrgState
from governance.compliance.sweep import sweep
from governance.models import Finding, PartyOrganization, RoleAssignment
from governance.rules.catalogue import all_rules
from governance.rules.texts import source_text
from schools.models import School
from schools.periods import open_period
from tests import factories, structures

pytestmark = pytest.mark.browser

LEFT_ON = date(2026, 5, 4)
DEPARTED, UNAPPROVED, UNHOSTED = "CMT-016", "ORG-022", "ORG-013"


@pytest.fixture
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: factories.ON)
    return factories.ON


@pytest.fixture
def story(transactional_db, today):
    """A county of two schools; one has a member of its committee who left, and a branch without approval."""
    structures.single_branch()
    found = structures.general_branch()
    found.unit = factories.unit(found.school, "九年级组")
    found.paper = factories.document(found.school, document_number="演示教工委〔2026〕9号")
    found.unapproved = found.branches[1]
    PartyOrganization.objects.filter(pk=found.unapproved.pk).update(approval=None)
    found.leaver = found.people[6]
    leave(found.leaver)
    for _report in sweep(School.objects.all(), today):
        pass
    found.clerk = factories.user("story-clerk", is_staff=True)
    factories.grant(found.clerk, found.school)
    found.official = factories.user("story-official", is_staff=True)
    factories.grant(found.official, found.school.jurisdiction)
    return found


def leave(person):
    """Let the person leave the school and the branch, with the post left as it is."""
    person.employments.update(period=open_period(factories.EMPLOYED, LEFT_ON))
    person.party_memberships.update(period=open_period(factories.FOUNDED, LEFT_ON))


def errors(page):
    """Return the figure of the county that counts grave findings; it is a link to the list behind it."""
    return page.get_by_role("link", name=re.compile("^[0-9]+ 应当整改"))


def finding(page, rule):
    """Return the finding of the rule in the list of the page."""
    return page.locator(".findings > li", has=page.get_by_role("link", name=re.compile(f"^{rule} ")))


def subject_of(rule):
    """Return what the finding of the rule calls the body it speaks about."""
    return Finding.objects.get(rule=rule).subject_name


def arrived(page, *words):
    """Wait for the page whose heading has the words."""
    for text in words:
        expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def findings_of(school_code):
    """Return what the open findings of the school say."""
    rows = Finding.objects.open().filter(school__code=school_code)
    return set(rows.values_list("rule", "variant", "severity", "subject_number", "first_seen"))


def test_an_official_drills_from_a_count_to_the_person_and_the_clause(story, enter, axe):
    page = enter(story.official)
    arrived(page, "兰溪市")
    axe(page)
    expect(errors(page)).to_have_text(re.compile("^2"))

    errors(page).click()
    schools = page.get_by_role("region", name="学校", exact=True).get_by_role("row")
    expect(schools).to_have_count(2)
    expect(schools.last).to_contain_text(story.school.name)
    axe(page)

    page.get_by_role("link", name=re.compile(f"^{DEPARTED} ")).click()
    arrived(page, DEPARTED)
    expect(page.get_by_text("2026年5月4日离校")).to_be_visible()
    expect(page.get_by_text(story.leaver.name)).to_be_visible()
    expect(page.get_by_text(source_text(all_rules()[DEPARTED].sources[0])).first).to_be_visible()
    axe(page)

    page.get_by_role("link", name=story.school.name, exact=True).click()
    arrived(page, story.school.name)
    expect(finding(page, DEPARTED)).to_contain_text(story.leaver.name)
    axe(page)

    finding(page, DEPARTED).get_by_role("link", name=subject_of(DEPARTED), exact=True).click()
    expect(page.get_by_role("region", name="班子和职务")).to_contain_text(story.leaver.name)
    axe(page)


def test_a_clerk_mends_and_the_number_of_the_county_falls(story, enter, axe):
    page = enter(story.clerk)
    end_the_post(page, story, axe)
    record_the_approval(page, story, axe)
    sign_out(page)

    enter(story.official)

    expect(errors(page)).to_have_text(re.compile("^0"))
    assert not {DEPARTED, UNAPPROVED} & {rule for rule, *_rest in findings_of(story.school.code)}


def end_the_post(page, story, axe):
    """Follow the finding to the post of who has left and end it."""
    finding(page, DEPARTED).get_by_role("link", name=re.compile("去整改")).click()
    expect(page.locator("#content")).to_contain_text(story.leaver.name)
    axe(page)
    page.get_by_role("link", name="结束任职").click()
    arrived(page, "结束任职")
    axe(page)
    page.get_by_label("生效日期").fill(LEFT_ON.isoformat())
    page.get_by_label("结束原因").select_option("resigned")
    page.get_by_role("button", name="确认结束任职").click()

    expect(page.get_by_text("消除问题")).to_be_visible()
    back_to_school(page, story)
    expect(finding(page, DEPARTED)).to_have_count(0)
    ended = RoleAssignment.objects.get(person=story.leaver)
    assert ended.ends_on == LEFT_ON


def record_the_approval(page, story, axe):
    """Follow the finding to the branch and enter the approval that was missing."""
    finding(page, UNAPPROVED).get_by_role("link", name=re.compile("去整改")).click()
    arrived(page, "党组织")
    axe(page)
    page.get_by_label("成立批复").select_option(str(story.paper.pk))
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.get_by_text("消除问题")).to_be_visible()
    back_to_school(page, story)
    expect(finding(page, UNAPPROVED)).to_have_count(0)


def back_to_school(page, story):
    page.get_by_role("link", name="返回首页").click()
    arrived(page, story.school.name)


def test_a_branch_without_a_unit_is_refused_and_with_one_is_founded(story, enter, axe):
    page = enter(story.clerk)
    page.get_by_role("link", name="修改学校资料").click()
    page.get_by_role("link", name="设立党组织").click()
    arrived(page, "党组织")
    axe(page)

    page.get_by_label("类型").select_option("branch")
    page.get_by_label("全称").fill(f"中共{story.school.name}九年级组支部委员会")
    page.get_by_label("简称").fill("九年级党支部")
    page.get_by_label("本校上级党组织").select_option(str(story.root.pk))
    page.get_by_role("button", name="保存", exact=True).click()

    refusal = page.get_by_role("alert")
    expect(refusal.get_by_role("link", name=re.compile(f"^{UNHOSTED} "))).to_be_visible()
    expect(refusal).to_contain_text(story.unit.name)
    assert not PartyOrganization.objects.filter(short_name="九年级党支部").exists()
    axe(page)

    page.get_by_role("checkbox", name=re.compile(f"^{story.unit.name}")).check()
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.get_by_text("已保存")).to_be_visible()
    founded = PartyOrganization.objects.get(short_name="九年级党支部")
    assert founded.state == OrgState.DRAFT
    assert [host.unit for host in founded.hosts.all()] == [story.unit]


def test_an_exported_school_comes_back_in_an_empty_database(story, enter, today, tmp_path):
    page = enter(story.official)
    page.get_by_role("link", name=story.school.name, exact=True).click()
    page.get_by_role("link", name="导出本校数据").click()
    page.get_by_role("combobox", name="用途").select_option(label="系统迁移或者备份")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    file = tmp_path / "school.json"
    download.value.save_as(file)
    before = findings_of(story.school.code)
    assert {rule for rule, *_rest in before} == {DEPARTED, UNAPPROVED}

    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(file), verbosity=0)

    assert findings_of(story.school.code) == before
    for _report in sweep(School.objects.filter(code=story.school.code), today):
        pass
    assert findings_of(story.school.code) == before
