"""A clerk's roster: read, asked about, checked, compared, applied, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.choices import Role
from governance.domain.act import Act
from governance.domain.refusals import Denied
from governance.domain.undoing import change_undo
from governance.models import ChangeSet, PartyMembership, PartyOrganization, RoleAssignment
from intake.choices import ImportState
from intake.models import ImportPart, RememberedAnswer, RosterImport
from intake.presentation.page import ImportPage
from intake.running import making
from intake.running.expiring import imports_expire
from intake.running.making import run_import
from intake.running.ordering import import_apply, import_cancel, import_remove, import_resume
from schools.models import Person, School, Unit, UnitMembership
from tests import factories
from tests.intake.sending import answer, apply, book, errors, send

pytestmark = pytest.mark.django_db

UNITS = [("单元名称", "类别"), ("语文组", "教研组"), ("七年级组", "年级组"), ("教务处", "处室")]
PEOPLE = [
    ("教师姓名", "工号", "部门", "政治面貌", "入党时间", "转正时间", "职务"),
    ("演示甲", "A1", "语文组、七年级组", "中共党员", "2012.6", "2013年6月", "语文组组长"),
    ("演 示 乙", "A2", "教务处", "预备党员", 45444, None, "教师"),
    ("演示丙", "A3", "语文组", "群众", None, None, ""),
]


@pytest.fixture
def school():
    return factories.school(name="演示中学")


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def test_a_roster_of_units_and_people_enters_the_register(school, clerk):
    row = send(clerk, school, book(单元=UNITS, 花名册=PEOPLE))
    assert (errors(row), row.state) == ([], ImportState.CHECKED)
    assert not Person.objects.filter(school=school).exists()

    row = apply(row)

    assert row.state == ImportState.DONE, row.problem
    people = Person.objects.filter(school=school).order_by("staff_number")
    assert [(p.name, p.political_status, p.joined_on, p.full_on) for p in people] == [
        ("演示甲", "full", date(2012, 6, 1), date(2013, 6, 1)),
        ("演示乙", "probationary", date(2024, 6, 1), None),
        ("演示丙", "none", None, None),
    ]
    assert {(m.person.name, m.unit.name) for m in UnitMembership.objects.all()} == {
        ("演示甲", "语文组"), ("演示甲", "七年级组"), ("演示乙", "教务处"), ("演示丙", "语文组"),
    }  # fmt: skip
    held = RoleAssignment.objects.get()
    assert (held.person.name, held.role, held.post.unit.name) == ("演示甲", Role.UNIT_HEAD, "语文组")
    change = ChangeSet.objects.get(operation="roster_import")
    assert (change.school, change.actor, change.reason) == (school, clerk, "导入：名册.xlsx")


def test_the_same_file_again_changes_nothing(school, clerk):
    content = book(单元=UNITS, 花名册=PEOPLE)
    apply(send(clerk, school, content))
    sets = ChangeSet.objects.count()

    row = send(clerk, school, content)

    assert {(one.new, one.changed) for one in ImportPage(row).sums} == {(0, 0)}
    assert not ImportPage(row).may_apply
    assert apply(row).state == ImportState.DONE
    assert ChangeSet.objects.count() == sets


def test_an_import_is_taken_back_as_a_whole(school, clerk, official):
    apply(send(clerk, school, book(单元=UNITS, 花名册=PEOPLE)))
    change = ChangeSet.objects.get(operation="roster_import")

    change_undo(act=Act(actor=clerk, today=timezone.localdate(), reason="传错了文件"), change_set=change)

    assert not Person.objects.filter(school=school).exists()
    assert not Unit.objects.filter(school=school).exists()


def test_everything_that_is_wrong_is_said_at_once_with_its_place(school, clerk):
    people = [
        ("姓名", "工号", "部门", "政治面貌", "入党时间", "转正时间"),
        ("演示甲", "A1", "没有的组", "群众", "2012-06-01", None),
        (None, "A2", None, "群众", None, None),
        ("演示乙", "A1", None, "中共党员", "2013.13", "2012-01-01"),
        ("=cmd|' /C calc'!A0", "A4", None, "群众", None, None),
        ("演示丁", "A5", None, "中共党员", "2013-01-01", "2012-01-01"),
    ]
    row = send(clerk, school, book(人员=people))

    places = [(place, text) for _title, place, text in errors(row)]
    assert sorted(places) == [
        ("A3", "请填写姓名。"),
        ("A5", "公式没有计算结果，请复制后“选择性粘贴—数值”。"),
        ("C2", "没有单元“没有的组”，请先在“单元”表登记，或者更正名称。"),
        ("D2", "填写了入党、转正日期的，政治面貌应当是党员。"),
        ("E4", "没有这一天，请核对。"),
        ("F6", "转正日期不能早于入党日期。"),
    ]
    with pytest.raises(ValidationError, match="还有错误没有更正"):
        import_apply(row=row)
    assert not Person.objects.filter(school=school).exists()


def test_unknown_headings_and_words_are_asked_once_and_remembered(school, clerk):
    people = [("姓名", "人员身份", "支部情况说明"), ("演示甲", "积极分子", "x"), ("演示乙", "群众", "y")]
    row = send(clerk, school, book(人员=people))
    assert row.state == ImportState.ASKING
    assert [(q.question.kind, q.question.word) for q in ImportPage(row).questions] == [
        ("heading", "人员身份"),
        ("heading", "支部情况说明"),
    ]

    row = answer(row, 人员身份="status")
    assert [(q.question.kind, q.question.word) for q in ImportPage(row).questions] == [("value", "积极分子")]
    row = answer(row, 积极分子="none")
    assert (row.state, errors(row)) == (ImportState.CHECKED, [])
    apply(row)

    assert Person.objects.get(name="演示甲").political_status == "none"
    assert RememberedAnswer.objects.filter(jurisdiction=school.jurisdiction).count() == 3
    again = send(clerk, school, book(人员=people))
    assert {asked.question.kind for asked in ImportPage(again).questions} == {"person"}


def test_last_years_roster_is_told_new_changed_same_and_missing(school, clerk):
    unit = factories.unit(school, "语文组")
    kept, changed, gone = (
        factories.employ(factories.person(school, name=name, staff_number=number)).person
        for name, number in (("演示甲", "A1"), ("演示乙", "A2"), ("演示丙", "A3"))
    )
    factories.unit_membership(unit, changed)
    people = [
        ("姓名", "工号", "政治面貌"),
        ("演示甲", "A1", "群众"),
        ("演示乙", "A2", "共青团员"),
        ("演示丁", "A4", "群众"),
    ]

    row = send(clerk, school, book(人员=people))
    page = ImportPage(row)

    assert errors(row) == []
    assert [(one.name, one.new, one.changed, one.same, one.missing) for one in page.sums] == [
        ("人员", 1, 1, 1, 1)
    ]
    assert [(line.label, line.changes) for line in page.changed] == [
        ("演示乙", (("政治面貌", "群众", "共青团员"),))
    ]
    assert [line.label for line in page.missing] == ["演示丙 A3"]
    apply(row)
    changed.refresh_from_db()
    assert changed.political_status == "league"
    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2


def test_two_people_of_one_name_are_never_put_together_by_guess(school, clerk):
    one, other = (
        factories.employ(factories.person(school, name="演示甲", staff_number=number)).person
        for number in ("A1", "A2")
    )
    row = send(clerk, school, book(人员=[("姓名", "政治面貌"), ("演示甲", "共青团员")]))

    assert row.state == ImportState.ASKING
    [asked] = ImportPage(row).questions
    assert [value for value, _label in asked.question.options] == [one.number, other.number, "new"]
    row = answer(row, **{asked.question.word: other.number})
    assert errors(row) == []
    apply(row)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.political_status, other.political_status) == ("none", "league")


def test_two_lines_of_one_name_without_numbers_are_refused(school, clerk):
    row = send(clerk, school, book(人员=[("姓名", "政治面貌"), ("演示甲", "群众"), ("演示甲", "群众")]))

    assert [text for _t, _p, text in errors(row)] == ["表里有同名的人；确是两个人的，请填写工号。"]


PARTY = {
    "单元": UNITS,
    "人员": PEOPLE,
    "党组织": [
        ("全称", "简称", "成立日期", "依托单元"),
        ("中共演示中学支部委员会", "演示中学党支部", "2020-09-01", "语文组"),
    ],
    "届次": [("党组织", "届次", "任期开始日期", "委员职数"), ("演示中学党支部", "第一届", "2023-09-01", 0)],
    "党员": [("姓名", "工号", "所在支部", "编入日期"), ("演示甲", "A1", "演示中学党支部", "2020-09-01")],
    "任职": [
        ("机构种类", "机构", "职务", "姓名", "工号", "任职日期", "产生方式"),
        ("党组织", "演示中学党支部", "书记", "演示甲", "A1", "2023-09-01", "选举"),
    ],
    "领导小组": [("名称", "成立日期"), ("德育工作领导小组", "2023-09-01")],
    "挂靠": [("种类", "党组织", "单元或者单位"), ("依托单元", "演示中学党支部", "七年级组")],
}


def test_an_official_brings_in_the_whole_structure(school, official):
    row = send(official, school, book(**PARTY))
    assert (errors(row), row.state) == ([], ImportState.CHECKED)

    row = apply(row)

    assert row.state == ImportState.DONE, row.problem
    branch = PartyOrganization.objects.get(school=school)
    assert (branch.type, branch.level, branch.is_imported, str(branch.established_on)) == (
        "branch", "school", True, "2020-09-01",
    )  # fmt: skip
    assert {host.unit.name for host in branch.hosts.all()} == {"语文组", "七年级组"}
    assert PartyMembership.objects.get().person.name == "演示甲"
    held = RoleAssignment.objects.get(role=Role.SECRETARY)
    assert (held.person.name, held.term, held.starts_on) == ("演示甲", branch.terms.get(), date(2023, 9, 1))
    assert school.leading_groups.get().types == ["moral_education"]


def test_a_clerk_may_not_found_organizations_by_a_workbook(school, clerk):
    row = send(clerk, school, book(**PARTY))

    assert [text for _t, _p, text in errors(row)] == [
        "表里有新设的党组织，或者涉及其他学校的支部和人员，由主管部门导入；也可以用设置向导或者方案办理。"
    ]
    assert not PartyOrganization.objects.filter(school=school).exists()


@pytest.mark.parametrize("who", ["viewer", "neighbour", "stranger"])
def test_others_may_not_import(who, school):
    users = {
        "viewer": lambda: factories.grant(factories.user(), school, "viewer").user,
        "neighbour": lambda: factories.grant(factories.user(), factories.school()).user,
        "stranger": factories.user,
    }
    with pytest.raises(Denied):
        send(users[who](), school, book(单元=UNITS))
    assert not RosterImport.objects.exists()


def test_who_lost_the_right_meanwhile_is_refused(school, clerk):
    row = send(clerk, school, book(单元=UNITS))
    clerk.grants.all().delete()

    with pytest.raises(Denied):
        import_apply(row=RosterImport.objects.get(pk=row.pk))


def test_a_change_in_between_is_seen_again_at_the_last_moment(school, clerk):
    row = send(clerk, school, book(人员=[("姓名", "工号"), ("演示甲", "A1")]))
    factories.employ(factories.person(school, name="别人", staff_number="A1"))

    row = apply(row)

    assert row.state == ImportState.FAILED
    assert "请重新核对" in row.problem
    assert Person.objects.filter(name="演示甲").count() == 0


CODES = [f"213399{n:04d}" for n in range(1, 6)]
COUNTY = {
    "学校": [
        ("学校标识码", "学校名称", "办别"),
        *((code, f"演示第{n}小学", "公办") for n, code in enumerate(CODES, 1)),
    ],
    "人员": [
        ("学校标识码", "姓名", "工号"),
        *((code, f"演示{'甲乙丙丁戊'[n]}", "A1") for n, code in enumerate(CODES)),
    ],
}
#: Somebody of the first school belongs to the branch of the last.
WAITING = {
    "学校": COUNTY["学校"],
    "人员": [
        ("学校标识码", "姓名", "工号", "政治面貌", "入党时间", "转正时间"),
        (CODES[0], "演示甲", "A1", "中共党员", "2012-06-01", "2013-06-01"),
    ],
    "党组织": [
        ("学校标识码", "全称", "简称", "成立日期"),
        (CODES[-1], "中共演示第5小学支部委员会", "演示第5小学党支部", "2020-09-01"),
    ],
    "党员": [
        ("学校标识码", "姓名", "工号", "所在支部", "支部所在学校", "编入日期"),
        (CODES[0], "演示甲", "A1", "演示第5小学党支部", CODES[-1], "2020-09-01"),
    ],
}


@pytest.fixture
def county_book():
    return book(**COUNTY)


@pytest.fixture
def stopped(monkeypatch):
    """``stopped(row, after, stop)`` runs the import, and calls ``stop`` before the school after so many."""
    write = making.apply_parts.__globals__["_one"]

    def run(row, after, stop):
        done = []

        def one(*args):
            if len(done) == after:
                stop()
            done.append(args)
            return write(*args)

        with monkeypatch.context() as patch:
            patch.setitem(making.apply_parts.__globals__, "_one", one)
            return run_import(row.pk)

    return run


def killed():
    raise SystemExit


def test_a_county_is_imported_school_by_school(school, official, county_book):
    row = send(official, school.jurisdiction, county_book)
    assert (errors(row), row.total) == ([], 5)

    row = apply(row)

    assert row.state == ImportState.DONE, row.problem
    assert School.objects.filter(code__startswith="213399").count() == 5
    assert Person.objects.filter(school__code__startswith="213399").count() == 5


def test_called_off_and_killed_it_goes_on_where_it_stopped(school, official, county_book, stopped):
    row = send(official, school.jurisdiction, county_book)
    import_apply(row=row)
    with pytest.raises(SystemExit):
        stopped(row, 2, killed)
    assert ImportPart.objects.filter(is_applied=True).count() == 2
    RosterImport.objects.filter(pk=row.pk).update(beat_at="2020-01-01T00:00:00Z")

    import_resume(row=row)
    import_cancel(row=row)
    assert run_import(row.pk) == ImportState.CANCELLED
    import_resume(row=row)

    assert run_import(row.pk) == ImportState.DONE
    assert ChangeSet.objects.filter(operation="roster_import").count() == 5
    assert run_import(row.pk) == ImportState.DONE
    import_remove(row=row)
    assert School.objects.filter(code__startswith="213399").count() == 5


def _rests(row):
    """Return the schools that are still to be written, and the branches people are in."""
    parts = row.parts.filter(is_applied=False).values_list("code", flat=True)
    return list(parts), [str(one.organization) for one in PartyMembership.objects.all()]


@pytest.mark.parametrize("how", ["called off", "killed"])
def test_a_row_that_waits_for_another_school_is_not_forgotten(how, school, official, stopped):
    row = send(official, school.jurisdiction, book(**WAITING))
    assert errors(row) == []
    import_apply(row=row)

    if how == "killed":
        with pytest.raises(SystemExit):
            stopped(row, len(CODES), killed)
        RosterImport.objects.filter(pk=row.pk).update(beat_at="2020-01-01T00:00:00Z")
    else:
        assert stopped(row, len(CODES), lambda: import_cancel(row=row)) == ImportState.CANCELLED
    assert _rests(row) == ([CODES[0]], [])
    import_resume(row=row)

    assert run_import(row.pk) == ImportState.DONE
    assert _rests(row) == ([], ["演示第5小学党支部"])
    assert Person.objects.filter(school__code=CODES[0]).count() == 1


def test_old_imports_are_thrown_away_with_their_files(school, clerk):
    old, new = (send(clerk, school, book(单元=UNITS)) for _nth in range(2))
    now = timezone.now()
    RosterImport.objects.filter(pk=old.pk).update(beat_at=now - timedelta(days=31))

    assert imports_expire(now) == 1
    assert list(RosterImport.objects.all()) == [new]


def test_numbers_go_on_after_those_that_were_ever_given(school, clerk):
    factories.employ(factories.person(school, number=f"{school.code}-R07", staff_number="Z1"))

    apply(send(clerk, school, book(单元=UNITS, 人员=PEOPLE)))

    made = Person.objects.filter(school=school).exclude(staff_number="Z1").order_by("number")
    assert [person.number for person in made] == [f"{school.code}-R{n:02d}" for n in (8, 9, 10)]
