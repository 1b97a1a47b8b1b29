"""The command: what it checks, prints, stores and answers."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.choices import OrgType, SubjectKind
from governance.models import Finding, SchoolCheck
from governance.rules.catalogue import all_rules
from schools.choices import JurisdictionLevel
from tests import factories as make

pytestmark = pytest.mark.django_db
MEND = (
    "请研究设立党总支或者党委并分设支部的方案，报兰溪市委教育工委审批；"
    "确需继续保留支部设置的，附批准文件登记说明。"
)


def big_branch(members: int = 51, **changes):
    """Return a school whose one branch has ``members`` members, and the branch."""
    school = make.school(**changes)
    branch = make.organization(OrgType.BRANCH, school=school, short_name="演示支部")
    make.members(members, school, branch)
    return school, branch


def waive(school, branch):
    end = timezone.localdate() + timedelta(days=30)
    make.waiver(school, "ORG-005", SubjectKind.ORGANIZATION, branch.number, start=date(2020, 1, 1), end=end)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("check_compliance", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def found(*arguments: str) -> list[dict]:
    return json.loads(run(*arguments, "--format", "json"))


def exit_code(*arguments: str) -> int:
    try:
        run(*arguments)
    except SystemExit as stop:
        return stop.code
    return 0


def test_json_is_one_object_a_finding_with_exactly_these_keys(this_day):
    school, branch = big_branch(name="兰溪市演示小学")

    (finding,) = found("--rule", "ORG-005")

    assert list(finding) == [
        "rule", "severity", "status", "school", "subject", "sentence", "mend", "evidence", "first_seen",
    ]  # fmt: skip
    assert finding == {
        "rule": "ORG-005",
        "severity": "warning",
        "status": "fail",
        "school": {"code": school.code, "name": "兰溪市演示小学"},
        "subject": {"kind": "organization", "key": branch.number, "name": "演示支部"},
        "sentence": "演示支部现有党员51人，超过支部党员一般不超过50人的要求。",
        "mend": MEND,
        "evidence": {
            "school": "兰溪市演示小学",
            "org": "演示支部",
            "upper": "兰溪市委教育工委",
            "n": 51,
            "max": 50,
        },
        "first_seen": this_day.isoformat(),
    }


def test_json_without_findings_is_an_empty_array():
    assert run("--format", "json", "--rule", "ORG-005") == "[\n]\n"


def test_json_of_several_findings_is_one_array():
    big_branch(4)
    big_branch(4)

    findings = found()

    assert len(findings) == Finding.objects.count()
    assert len({f["school"]["code"] for f in findings}) == 2


def test_finding_not_on_record_has_no_first_day():
    big_branch()

    (finding,) = found("--rule", "ORG-005", "--dry-run")

    assert finding["first_seen"] is None


def test_waived_finding_says_so():
    waive(*big_branch())

    (finding,) = found("--rule", "ORG-005")

    assert finding["status"] == "waived"


def test_text_groups_findings_by_school_and_adds_up(this_day):
    school, _branch = big_branch(name="兰溪市演示小学")
    make.school(name="兰溪市无事小学")

    text = run("--rule", "ORG-005")

    day = this_day.isoformat()
    assert text.splitlines() == [
        f"{school.code} 兰溪市演示小学  应当整改0、需要核实1、提示0、已豁免0、资料不全0、待核实0",
        f"  [需要核实] ORG-005 演示支部现有党员51人，超过支部党员一般不超过50人的要求。（{day}首次发现）",
        f"      整改：{MEND}",
        "",
        "共检查学校2所，其中1所没有发现问题。",
        "合计：应当整改0、需要核实1、提示0、已豁免0、资料不全0、待核实0",
    ]


def test_text_marks_what_is_waived_and_what_is_not_on_record():
    waive(*big_branch())

    lines = run("--rule", "ORG-005", "--dry-run").splitlines()

    assert lines[1].startswith("  [已豁免] ORG-005 ")
    assert lines[1].endswith("（尚未记录）")
    assert lines[-1] == "合计：应当整改0、需要核实0、提示0、已豁免1、资料不全0、待核实0"


def test_check_of_today_is_stored(this_day):
    school, _branch = big_branch(4)

    run("--school", school.code)

    assert set(Finding.objects.values_list("last_seen", flat=True)) == {this_day}
    assert SchoolCheck.objects.get().on == this_day


@pytest.mark.parametrize(
    ("days", "more"),
    [(None, ["--dry-run"]), (-1, []), (1, []), (0, ["--dry-run"])],
    ids=["dry run", "yesterday", "tomorrow", "dry run of today"],
)
def test_dry_run_and_other_days_store_nothing(days, more, this_day):
    big_branch()
    on = [] if days is None else ["--on", (this_day + timedelta(days=days)).isoformat()]

    assert "ORG-005" in run(*on, *more)

    assert not Finding.objects.exists()
    assert not SchoolCheck.objects.exists()


def test_check_of_another_day_says_that_it_is_not_stored():
    err = StringIO()

    call_command("check_compliance", "--on", "2020-01-01", stdout=StringIO(), stderr=err)

    assert err.getvalue() == "检查日期2020-01-01不是今天，只显示结果，不登记。\n"


def test_check_of_a_past_day_judges_that_day():
    big_branch()

    assert found("--rule", "ORG-005", "--on", "2020-03-14") == []
    assert len(found("--rule", "ORG-005", "--on", "2020-03-15")) == 1


def test_school_is_checked_alone():
    school, _branch = big_branch()
    big_branch()

    assert {f["school"]["code"] for f in found("--school", school.code)} == {school.code}


def test_jurisdiction_is_checked_with_all_below_it():
    inside, _branch = big_branch()
    other = make.jurisdiction("330782", "义乌市", JurisdictionLevel.COUNTY, inside.jurisdiction.parent)
    outside, _branch = big_branch(jurisdiction=other)

    def codes(place):
        return {f["school"]["code"] for f in found("--jurisdiction", place, "--rule", "ORG-005")}

    assert codes("330781") == {inside.code}
    assert codes("330700") == {inside.code, outside.code}


def test_several_rules_are_judged_and_no_others():
    big_branch()
    every = {f["rule"] for f in found("--dry-run")}
    chosen = sorted(every)[:2]
    assert len(every) > 2

    assert {f["rule"] for f in found("--rule", chosen[0], "--rule", chosen[1])} == set(chosen)


def test_fail_on_counts_the_severity_and_worse():
    big_branch()

    assert exit_code("--rule", "ORG-005") == 0
    assert exit_code("--rule", "ORG-005", "--fail-on", "error") == 0
    assert exit_code("--rule", "ORG-005", "--fail-on", "warning") == 1


def test_fail_on_warning_counts_errors():
    school, _branch = big_branch(5)
    school.state, school.closed_on = "closed", date(2024, 1, 1)
    school.save()

    assert {f["severity"] for f in found("--rule", "ORG-034")} == {"error"}
    assert exit_code("--rule", "ORG-034", "--fail-on", "error") == 1
    assert exit_code("--rule", "ORG-034", "--fail-on", "warning") == 1


def test_fail_on_does_not_count_hints():
    school, branch = big_branch(3)
    unit = make.unit(school)
    for person in make.members(3, school, branch):
        make.unit_membership(unit, person)

    assert {f["severity"] for f in found("--rule", "ORG-015")} == {"info"}
    assert exit_code("--rule", "ORG-015", "--fail-on", "warning") == 0


def test_fail_on_does_not_count_what_is_waived():
    waive(*big_branch())

    assert len(found("--rule", "ORG-005")) == 1
    assert exit_code("--rule", "ORG-005", "--fail-on", "warning") == 0


def test_what_was_printed_before_a_failing_exit_is_complete_and_stored():
    big_branch()
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_compliance", "--format", "json", "--fail-on", "warning", stdout=out)

    assert len(json.loads(out.getvalue())) == Finding.objects.count() > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--school", "2133000002"), "没有标识码为“2133000002”的学校。是不是：2133000001 兰溪市演示小学？"),
        (("--school", "演示小学"), "没有标识码为“演示小学”的学校。是不是：2133000001 兰溪市演示小学？"),
        (("--school", "9"), "没有标识码为“9”的学校。"),
        (("--jurisdiction", "330787"), "没有代码为“330787”的行政区划。是不是：330781 兰溪市、"),
        (("--jurisdiction", "兰溪"), "没有代码为“兰溪”的行政区划。是不是：330781 兰溪市？"),
        (("--rule", "ORG-5"), "没有编号为“ORG-5”的规则。是不是："),
        (("--on", "2026-13-01"), "“2026-13-01”不是日期，应当写成2026-06-01这样的形式。"),
    ],
)
def test_unknown_values_are_named_with_what_may_have_been_meant(arguments, message):
    make.school(code="2133000001", name="兰溪市演示小学")

    with pytest.raises(CommandError) as refused:
        run(*arguments)

    assert str(refused.value).startswith(message)
    assert refused.value.returncode == 2


def test_near_rules_are_named():
    with pytest.raises(CommandError) as refused:
        run("--rule", "org-05")

    assert f"ORG-005 {all_rules()['ORG-005'].name}" in str(refused.value)


def test_school_and_jurisdiction_exclude_each_other():
    with pytest.raises(CommandError):
        run("--school", "2133000001", "--jurisdiction", "330781")


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_only():
    big_branch(4)
    terminal, quiet = Terminal(), StringIO()

    call_command("check_compliance", stdout=StringIO(), stderr=terminal, no_color=True)
    call_command("check_compliance", stdout=StringIO(), stderr=quiet)

    assert "已检查1/1所" in terminal.getvalue()
    assert quiet.getvalue() == ""
