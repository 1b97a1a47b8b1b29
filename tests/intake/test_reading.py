"""Cells of real rosters: dates, affiliations, names, posts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.choices import BodyKind, Role
from intake.reading.cells import name_of, text_of
from intake.reading.dates import Day, day_of
from intake.reading.misread import Misread, Unsure
from intake.reading.posts import SaidPost, posts_of
from intake.reading.words import choice_of, choices_of, flag_of, names_of, number_of
from schools.choices import PoliticalStatus, Stage

SEPTEMBER = Day(date(2019, 9, 1))
MONTH = Day(date(2019, 9, 1), is_month=True)

DAYS = {
    "2019-09-01": SEPTEMBER,
    "2019-9-1": SEPTEMBER,
    "2019/9/1": SEPTEMBER,
    "2019.9.1": SEPTEMBER,
    "2019．9．1": SEPTEMBER,
    "2019年9月1日": SEPTEMBER,
    "2019年09月01日 ": SEPTEMBER,
    " 2019-09-01 00:00:00": SEPTEMBER,
    "20190901": SEPTEMBER,
    "２０１９年９月１日": SEPTEMBER,
    "二〇一九年九月一日": SEPTEMBER,
    "43709": SEPTEMBER,
    "2019.9": MONTH,
    "2019.09": MONTH,
    "2019-9": MONTH,
    "2019/09": MONTH,
    "2019年9月": MONTH,
    "2019年9月份": MONTH,
    "201909": MONTH,
    "二零一九年九月": MONTH,
    "2019年十二月": Day(date(2019, 12, 1), is_month=True),
    "2019、9": MONTH,
}


@pytest.mark.parametrize("said", DAYS)
def test_a_day_however_it_is_written(said):
    assert day_of(said) == DAYS[said]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (43709, SEPTEMBER),
        (43709.5, SEPTEMBER),
        (20190901, SEPTEMBER),
        (2019.9, MONTH),
        (2019.09, MONTH),
        ({"d": "2019-09-01"}, SEPTEMBER),
        (None, None),
        ("", None),
        ("—", None),
        ("无", None),
    ],
)
def test_a_day_of_a_cell_that_is_no_text(cell, day):
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("2019", "请写到月"),
        (2019, "请写到月"),
        ("19.9.1", "年份请写四位"),
        ("2019-13-01", "没有这一天"),
        ("2019-02-29", "没有这一天"),
        ("1019-02-20", "不合理"),
        (2019.1, "分不清是1月还是10月"),
        ("九月", "无法识别"),
        ("去年", "无法识别"),
        (True, "无法识别"),
        (3.7, "无法识别"),
    ],
)
def test_what_is_no_day_says_how_to_write_it(cell, part):
    with pytest.raises(Misread, match=part):
        day_of(cell)


@given(st.dates(date(1927, 6, 1), date(2099, 12, 31)), st.sampled_from("-/.年"))
def test_every_day_is_read_as_it_was_written(day, sign):
    forms = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}{sign}{day.month}{sign}{day.day}".replace("年", "-"),
    ]
    forms += [
        f"{day.year}年{day.month}月{day.day}日",
        {"d": day.isoformat()},
        (day - date(1899, 12, 30)).days,
    ]

    assert {day_of(form) for form in forms} == {Day(day)}


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_whatever_stands_in_a_cell_it_is_a_day_or_a_sentence(cell):
    try:
        found = day_of(cell)
    except Misread:
        return
    assert found is None or isinstance(found.day, date)


STATUSES = {
    "中共党员": "full",
    "党员": "full",
    "正式党员": "full",
    "中共党员（正式）": "full",
    "中国共产党党员": "full",
    " 中共 党员 ": "full",
    "预备党员": "probationary",
    "中共预备党员": "probationary",
    "团员": "league",
    "共青团员": "league",
    "民进会员": "other_party",
    "九三学社社员": "other_party",
    "群众": "none",
    "普通公民": "none",
    "": "",
    "—": "",
}


@pytest.mark.parametrize("said", STATUSES)
def test_an_affiliation_however_it_is_called(said):
    assert choice_of(PoliticalStatus, said, {}) == STATUSES[said]


def test_an_unknown_word_is_asked_about_and_remembered():
    with pytest.raises(Unsure, match="入党积极分子"):
        choice_of(PoliticalStatus, "入党积极分子", {})

    assert choice_of(PoliticalStatus, "入党积极分子", {"入党积极分子": "none"}) == "none"


def test_several_words_of_a_list():
    assert choices_of(Stage, "小学、初中部，高中", {}) == ["primary", "junior", "senior"]


@pytest.mark.parametrize(
    ("said", "meant"), [("是", True), ("√", True), ("N", False), ("无", False), ("", None), (True, True)]
)
def test_yes_and_no(said, meant):
    assert flag_of(said) is meant


@pytest.mark.parametrize(
    ("said", "meant"), [("3", 3), ("第三届", 3), ("3人", 3), ("十二", 12), (5, 5), ("", None)]
)
def test_a_number(said, meant):
    assert number_of(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        (" 阿依古丽•买买提 ", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("John Smith", "John Smith"),
    ],
)
def test_a_name_has_no_spaces_inside(said, meant):
    assert name_of(said) == meant


def test_brackets_of_a_name_stay():
    assert text_of("中共演示学校（初中部）支部委员会　") == "中共演示学校（初中部）支部委员会"
    assert names_of("语文组、七年级组\n教务处") == ["语文组", "七年级组", "教务处"]


U, S, P = BodyKind.UNIT, BodyKind.SCHOOL, BodyKind.ORGANIZATION
POSTS = {
    "语文组组长兼支部书记": (SaidPost(U, Role.UNIT_HEAD, "语文组"), SaidPost(P, Role.SECRETARY)),
    "语文组长": (SaidPost(U, Role.UNIT_HEAD, "语文组"),),
    "校长、党支部书记": (SaidPost(S, Role.PRINCIPAL), SaidPost(P, Role.SECRETARY)),
    "党总支副书记、副校长": (SaidPost(P, Role.DEPUTY_SECRETARY), SaidPost(S, Role.VICE_PRINCIPAL)),
    "教务处副主任": (SaidPost(U, Role.UNIT_DEPUTY, "教务处"),),
    "教务主任": (SaidPost(U, Role.UNIT_HEAD, "教务处"),),
    "支部组织委员": (SaidPost(P, Role.MEMBER, "", ("organization",)),),
    "第一党小组组长": (SaidPost(P, Role.GROUP_LEADER, "第一"),),
    "高中部党支部书记": (SaidPost(P, Role.SECRETARY, "高中部党支部"),),
    "教师": (),
    "班主任、任课教师": (),
    "": (),
}


@pytest.mark.parametrize("said", POSTS)
def test_what_people_are_called_is_split_into_posts(said):
    found = posts_of(said, {}, {"语文组", "教务处"})

    assert (found.posts, found.strange) == (POSTS[said], ())


def test_a_word_nobody_can_place_is_asked_about():
    assert posts_of("团委书记、首席督学", {}).strange == ("团委书记", "首席督学")
    assert posts_of("首席督学", {"首席督学": ""}).posts == ()
    assert posts_of("首席督学", {"首席督学": "assistant_principal"}).posts == (
        SaidPost(S, Role.ASSISTANT_PRINCIPAL),
    )


@given(st.text(max_size=40))
def test_whatever_people_are_called_splitting_ends(said):
    posts_of(said, {}, {"语文组"})
