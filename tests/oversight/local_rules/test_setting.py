"""Stricter values and levels: set with a day, tried out, ended, never looser."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from procrastinate.contrib.django.models import ProcrastinateJob

from governance.choices import Enforcement, OrgType
from governance.domain.facts import load_facts, load_settings
from governance.domain.refusals import Denied
from governance.models import Finding, RuleEnforcement, RuleParameter
from oversight.forms.local_rules import LevelForm, ParameterForm
from oversight.local_rules.preview import preview
from oversight.local_rules.setting import Setting, setting_end, setting_put
from oversight.local_rules.steps import level_lines, levels_from, parameter_lines
from schools.choices import JurisdictionLevel
from schools.models import School
from tests import factories

pytestmark = pytest.mark.django_db

ON = factories.ON
SEPTEMBER = date(2026, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def county():
    return factories.county()


@pytest.fixture
def official(county):
    return factories.grant(factories.user(), county).user


def put(user, place, value, start=ON, name="BRANCH_MAX", kind="parameter"):
    setting = Setting(kind, name, value, "演示〔2026〕5号", start)
    return setting_put(user=user, place=place, setting=setting, today=ON)


def in_force(place, on, name="BRANCH_MAX"):
    return load_settings([place.pk], on)[place.pk].params[name]


def jobs():
    return [
        job.args["code"] for job in ProcrastinateJob.objects.filter(task_name="governance.check_jurisdiction")
    ]


def test_a_value_of_today_counts_today_and_the_schools_are_checked_again(county, official):
    factories.school(jurisdiction=county)
    assert in_force(county, ON) == 50

    put(official, county, 30)

    assert (in_force(county, ON - DAY), in_force(county, ON)) == (50, 30)
    assert jobs() == [county.code]


def test_a_value_of_a_later_day_waits_for_it(county, official):
    factories.school(jurisdiction=county)

    put(official, county, 30, SEPTEMBER)

    assert (in_force(county, SEPTEMBER - DAY), in_force(county, SEPTEMBER)) == (50, 30)
    assert jobs() == []
    (line,) = parameter_lines(county, ON, ["BRANCH_MAX"])
    assert (line.value, [row.value for row in line.coming]) == (50, [30])


def test_replacing_a_value_closes_the_one_before(county, official):
    put(official, county, 40)
    put(official, county, 30, SEPTEMBER)

    rows = RuleParameter.objects.order_by("period")
    assert [(row.value, row.starts_on, row.ends_on) for row in rows] == [
        (40, ON, SEPTEMBER),
        (30, SEPTEMBER, None),
    ]


def test_of_one_day_the_newest_value_counts(county, official):
    put(official, county, 40)
    put(official, county, 30)

    assert [row.value for row in RuleParameter.objects.all()] == [30]


def test_something_later_stands_in_the_way(county, official):
    put(official, county, 30, SEPTEMBER)

    with pytest.raises(ValidationError, match="本级已规定自 2026-09-01 起的取值"):
        put(official, county, 40)


@pytest.mark.parametrize(
    ("last", "ends"), [(ON, ON + DAY), (SEPTEMBER, SEPTEMBER + DAY)], ids=["today", "later"]
)
def test_ending_keeps_the_days_before(county, official, last, ends):
    row = put(official, county, 30)

    setting_end(user=official, row=row, last=last, today=ON)

    assert RuleParameter.objects.get().ends_on == ends
    assert (in_force(county, last), in_force(county, last + DAY)) == (30, 50)


def test_ending_what_has_not_begun_takes_it_out(county, official):
    row = put(official, county, 30, SEPTEMBER)

    setting_end(user=official, row=row, last=ON, today=ON)

    assert not RuleParameter.objects.exists()


def test_a_past_day_is_refused(county, official):
    with pytest.raises(ValidationError, match="起始日期不能早于今天"):
        put(official, county, 30, ON - DAY)
    row = put(official, county, 30)
    with pytest.raises(ValidationError, match="结束日期不能早于今天"):
        setting_end(user=official, row=row, last=ON - DAY, today=ON)


def test_looser_is_refused_with_the_value_above(county, official):
    factories.parameter("BRANCH_MAX", 35, county.parent)

    with pytest.raises(ValidationError, match="只能比上级的 35 更小"):
        put(official, county, 40)
    assert not RuleParameter.objects.filter(jurisdiction=county).exists()
    (line,) = parameter_lines(county, ON, ["BRANCH_MAX"])
    form = ParameterForm(line, ON, {"value": "40", "document_number": "一号", "start": "2026-06-01"})
    assert "只能比上级的 35 更小" in form.errors["value"][0]


def test_looser_than_what_will_hold_above_on_its_day_is_refused(county, official):
    factories.parameter("BRANCH_MAX", 35, county.parent, start=SEPTEMBER)

    with pytest.raises(ValidationError, match="只能比上级的 35 更小"):
        put(official, county, 40, SEPTEMBER)


def test_a_refused_replacement_leaves_the_old_value(county, official):
    put(official, county, 40)

    with pytest.raises(ValidationError):
        put(official, county, 60, SEPTEMBER)

    assert [(row.value, row.ends_on) for row in RuleParameter.objects.all()] == [(40, None)]


def test_who_does_not_act_for_the_place_sets_nothing(county):
    clerk = factories.grant(factories.user(), factories.school(jurisdiction=county)).user

    with pytest.raises(Denied):
        put(clerk, county, 30)


def test_a_level_may_be_set_for_a_day_and_no_weaker_than_above(county, official):
    factories.enforcement("ORG-005", Enforcement.ASK, county.parent)
    (line,) = level_lines(county, ON, ["ORG-005"])
    assert levels_from(line) == [Enforcement.REFUSE, Enforcement.ASK]

    put(official, county, "refuse", SEPTEMBER, "ORG-005", "enforcement")
    with pytest.raises(ValidationError, match="已规定为“要求说明理由”，本级不能放宽"):
        put(official, county, "report", SEPTEMBER + DAY, "ORG-005", "enforcement")

    levels = [load_settings([county.pk], day)[county.pk].enforcement["ORG-005"] for day in (ON, SEPTEMBER)]
    assert levels == [Enforcement.ASK, Enforcement.REFUSE]
    form = LevelForm(line, ON, {"value": "report", "document_number": "一号", "start": "2026-06-01"})
    assert list(form.errors) == ["value"]


def test_a_rule_that_people_attest_has_no_level(county, official):
    with pytest.raises(ValidationError, match="由人核实"):
        put(official, county, "refuse", ON, "LIF-001", "enforcement")
    assert "LIF-001" not in [line.code for line in level_lines(county, ON)]


def branch_of(members, county):
    school = factories.school(jurisdiction=county)
    factories.members(members, school, factories.organization(OrgType.BRANCH, school=school))
    return school


def tried(place, value, name="BRANCH_MAX"):
    setting = Setting("parameter", name, value, "演示", ON)
    return preview(place, School.objects.all(), setting, ON)


def test_a_preview_names_who_would_fail_and_writes_nothing(county):
    small, large, over = branch_of(30, county), branch_of(31, county), branch_of(51, county)

    found = tried(county, 30)

    assert (found.total, found.judged, found.is_sample) == (3, 3, False)
    worse = [
        (d.school, d.after.rule) for d in found.differences if d.kind == "fail" and d.after.rule == "ORG-005"
    ]
    assert worse == [(large, "ORG-005")]
    assert small not in {d.school for d in found.differences}
    assert found.schools("fail") == len({d.school for d in found.differences if d.kind == "fail"})
    assert not RuleParameter.objects.exists()
    assert not Finding.objects.exists()
    assert in_force(county, ON) == 50
    assert over.pk in load_facts([over.pk], ON)


def test_a_preview_equals_what_setting_it_does(county, official):
    from governance.rules.judging import judge

    schools = [branch_of(n, county) for n in (29, 31, 45)]
    before = {j.key for pk in schools for j in judge(load_facts([pk.pk], ON)[pk.pk]) if j.fails}
    found = tried(county, 30)

    put(official, county, 30)
    after = {j.key for pk in schools for j in judge(load_facts([pk.pk], ON)[pk.pk]) if j.fails}

    assert {d.after.key for d in found.differences if d.kind == "fail"} == after - before != set()


def test_a_preview_leaves_alone_what_is_stricter_below_and_counts_what_it_overrules(county):
    city = county.parent
    other = factories.jurisdiction("330782", "义乌市", JurisdictionLevel.COUNTY, city)
    branch_of(25, county)
    elsewhere = branch_of(35, other)
    factories.parameter("BRANCH_MAX", 24, county)
    factories.parameter("BRANCH_MAX", 40, other)

    found = tried(city, 30)

    assert {d.school for d in found.differences} == {elsewhere}


def test_a_preview_replaces_the_places_own_value(county):
    school = branch_of(35, county)
    factories.parameter("BRANCH_MAX", 30, county)

    found = tried(county, 40)

    assert [(d.school, d.kind, d.after.rule) for d in found.differences if d.after.rule == "ORG-005"] == [
        (school, "pass", "ORG-005")
    ]


def test_of_many_schools_a_sample_is_judged(county, monkeypatch):
    from oversight.local_rules import preview as trying

    for _ in range(5):
        branch_of(31, county)
    monkeypatch.setattr(trying, "MOST", 3)

    found = tried(county, 30)

    assert (found.total, found.judged, found.is_sample) == (5, 3, True)


def test_one_value_at_a_time(county):
    from django.db import IntegrityError

    factories.parameter("BRANCH_MAX", 40, county)
    with pytest.raises(IntegrityError, match="parameter_once_at_a_time"):
        factories.parameter("BRANCH_MAX", 35, county)


def test_one_level_at_a_time(county):
    from django.db import IntegrityError

    factories.enforcement("ORG-005", Enforcement.ASK, county)
    with pytest.raises(IntegrityError, match="enforcement_once_at_a_time"):
        factories.enforcement("ORG-005", Enforcement.REPORT, county)
    assert RuleEnforcement._meta.constraints
