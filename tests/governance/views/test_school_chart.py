"""How a chart is looked at: remembered by user and school, searched, handed out as a file."""

from io import BytesIO
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import ChartMemory, GrantRole
from governance.chart import fonts
from governance.choices import OrgType, Role
from tests import factories
from tests.pdf import pdf_pages

pytestmark = pytest.mark.django_db

#: How a page tells that a card is drawn; the lists beside the chart have the names as well.
GROUP, BRANCH = 'data-name="第一党小组"', 'data-name="七年级党支部"'


@pytest.fixture
def school():
    return factories.school(name="云溪中学")


@pytest.fixture
def group(school):
    """A party group under a branch under a 总支: the one body that is closed at first."""
    top = factories.organization(OrgType.GENERAL_BRANCH, school=school, short_name="云溪中学党总支")
    branch = factories.organization(OrgType.BRANCH, parent=top, short_name="七年级党支部")
    return factories.organization(OrgType.GROUP, parent=branch, short_name="第一党小组")


@pytest.fixture
def clerk(school):
    return signed_up(school)


def signed_up(school, role=GrantRole.ADMINISTRATOR):
    user = factories.user()
    factories.grant(user, school, role)
    return user


@pytest.fixture
def look(client, school, clerk):
    """Return the school's page as the user sees it with the parameters."""

    def page(query="", user=clerk):
        client.force_login(user)
        return client.get(reverse("governance:school", args=[school.code]) + query).text

    return page


@pytest.fixture
def handed_out(client, school, clerk):
    """Return the answer of a file's address."""

    def file(route, query="", user=clerk):
        client.force_login(user)
        return client.get(reverse(f"governance:{route}", args=[school.code]) + query)

    return file


def test_what_was_opened_stays_open_on_the_next_visit_until_it_is_closed(look, group):
    number = group.parent.number

    look(f"?show={number}")
    again = look()
    look(f"?hide={number}")

    assert GROUP in again
    assert GROUP not in look()


def test_the_next_user_finds_the_chart_as_he_left_it_himself(look, school, group):
    look("?open=all")

    assert GROUP not in look(user=signed_up(school))


def test_everything_opens_and_closes_at_once(look, group):
    assert GROUP in look("?open=all")
    assert GROUP not in look("?open=")


def test_a_single_body_is_closed_while_all_are_open(look, group):
    look("?open=all")
    look(f"?hide={group.parent.number}")

    assert GROUP not in look()
    assert BRANCH in look()


def test_the_top_can_be_closed_too(look, group):
    page = look(f"?hide={group.parent.parent.number}")

    assert BRANCH not in page
    assert ">展开 2<" in page


def test_a_body_with_very_many_below_it_is_closed_at_first(look, school, group):
    campus = factories.unit(school, "本部")
    for nth in range(61):
        factories.unit(school, f"第{nth}组", parent=campus)

    closed, opened = look(), look(f"?show={campus.number}")

    assert ('data-name="第3组"' in closed, ">展开 61<" in closed) == (False, True)
    assert 'data-name="第3组"' in opened


def test_merely_looking_remembers_nothing(look, group):
    look()

    assert ChartMemory.objects.count() == 0


def test_links_in_the_chart_keep_the_rest_of_the_address(look, group):
    page = look("?on=2026-03-01&open=&q=")

    assert f"?on=2026-03-01&amp;show={group.parent.number}#card-{group.parent.number}" in page
    assert '<input type="hidden" name="on" value="2026-03-01">' in page


def test_boxes_show_what_was_chosen_and_so_do_the_files(look, handed_out, group):
    branch = group.parent
    people = factories.members(2, branch.school, branch)
    factories.assign(people[0], branch, Role.SECRETARY)
    factories.term(branch)

    plain = look()
    look("?look=1&boxes=terms")
    chosen, file = look(), handed_out("school_chart").text

    assert (f">书记 {people[0].name}<" in plain, ">党员 2<" in plain, ">届满 " in plain) == (
        True,
        True,
        False,
    )
    for page in (chosen, file):
        assert (people[0].name in page, ">党员 2<" in page, ">届满 " in page) == (False, False, True)


def test_findings_are_shown_only_where_they_were_chosen(look, group):
    factories.finding(group.school, "ORG-012", evidence={"school": "云溪中学", "n": 1, "person_ids": []})

    shown, hidden = look(), look("?look=1&boxes=people")

    assert ("badge-mark" in shown, "badge-mark" in hidden) == (True, False)


def test_searching_opens_what_is_closed_above_and_frames_what_was_found(look, group):
    page = look("?q=第一党小组")

    assert "“第一党小组”：找到 1 处" in page
    assert f'<a id="card-{group.number}" class="node is-found"' in page
    assert f'<a href="#card-{group.number}" data-found="{group.number}">第一党小组</a>' in page


def test_searching_finds_the_holder_of_a_post_for_everybody(look, school, group):
    [holder] = factories.members(1, school, group.parent)
    factories.assign(holder, group.parent, Role.SECRETARY)

    page = look(f"?q={holder.name}", user=signed_up(school, GrantRole.VIEWER))

    assert f"七年级党支部（{holder.name}）</a>" in page


def test_members_are_found_only_by_those_who_may_see_them(look, school, group):
    [member] = factories.members(1, school, group.parent)

    assert f"七年级党支部（{member.name}）</a>" in look(f"?q={member.name}")
    viewer = signed_up(school, GrantRole.VIEWER)
    assert f"“{member.name}”：找到 0 处" in look(f"?q={member.name}", user=viewer)


def test_what_is_looked_for_cannot_break_out_of_the_page(look, group):
    assert "<b>x" not in look("?q=" + quote('"><b>x'))


@pytest.mark.parametrize(
    ("route", "ending", "kind"),
    [
        ("school_chart", "svg", "image/svg+xml"),
        ("school_png", "png", "image/png"),
        ("school_pdf", "pdf", "application/pdf"),
    ],
)
def test_a_file_is_named_in_chinese_with_its_date(handed_out, group, route, ending, kind):
    answer = handed_out(route)

    name = quote(f"云溪中学组织结构图-{timezone.localdate():%Y%m%d}.{ending}")
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"


def test_files_show_everything_whatever_is_closed_on_the_page(look, handed_out, group):
    look(f"?hide={group.parent.number}")

    text = pdf_pages(handed_out("school_pdf").content)[0]
    picture = Image.open(BytesIO(handed_out("school_png").content))

    assert ">第一党小组<" in handed_out("school_chart").text
    assert "第一党小组" in text
    darkest, lightest = picture.convert("L").getextrema()
    assert darkest < 64
    assert lightest == 255


def test_a_viewer_is_handed_the_chart_too(handed_out, school, group):
    assert handed_out("school_pdf", user=signed_up(school, GrantRole.VIEWER)).status_code == 200


def test_without_a_chinese_font_the_page_says_so_and_the_svg_remains(look, handed_out, group, monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGE", "no-such-package")
    fonts.font_file.cache_clear()
    try:
        page, answer = look(), handed_out("school_png")
        svg = handed_out("school_chart")
    finally:
        fonts.font_file.cache_clear()

    assert "没有安装中文字体组件 pylopdf-fonts-zh-cn" in page
    assert "chart.png" not in page
    assert answer.status_code == 503
    assert "不能生成图片和PDF" in answer.text
    assert svg.status_code == 200


def test_the_print_page_has_title_date_legend_and_page_numbers(handed_out, group):
    page = handed_out("school_print").text

    assert "<h1>云溪中学组织结构图</h1>" in page
    assert ">第一党小组<" in page
    assert "第 1 页，共 1 页" in page
    assert page.count('<use href="#chart-sheet"/>') == 1
    assert ">党组织<" in page
