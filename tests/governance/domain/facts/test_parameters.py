"""Parameters and enforcement levels down the jurisdiction tree."""

from datetime import date

from governance.choices import Enforcement
from governance.rules.parameters import DEFAULTS
from schools.choices import JurisdictionLevel
from tests import factories as make
from tests.factories import ON

EVE = date(2026, 5, 31)


def city():
    return make.county().parent


def test_without_settings_the_defaults_hold(facts):
    found = facts(make.school())
    assert (found.params, found.locally_set, found.enforcement) == (DEFAULTS, frozenset(), {})
    assert found.jurisdiction == "330781"


def test_the_nearest_jurisdiction_wins(facts):
    make.parameter("BRANCH_MAX", 45, city())
    make.parameter("BRANCH_MAX", 40)
    make.parameter("GRACE_DAYS", 60, city().parent)
    neighbour = make.jurisdiction("330782", "义乌市", JurisdictionLevel.COUNTY, city())
    there = facts(make.school(jurisdiction=neighbour))
    here = facts(make.school())
    assert (here.params["BRANCH_MAX"], there.params["BRANCH_MAX"]) == (40, 45)
    assert (here.params["GRACE_DAYS"], there.params["GRACE_DAYS"]) == (60, 60)
    assert here.locally_set == there.locally_set == {"BRANCH_MAX", "GRACE_DAYS"}


def test_a_setting_holds_for_its_period(facts):
    school = make.school()
    make.parameter("BRANCH_MAX", 40, start=date(2026, 1, 1), end=ON)
    make.enforcement("ORG-014", Enforcement.REPORT, start=ON)
    assert facts(school).params["BRANCH_MAX"] == 50
    assert facts(school).locally_set == frozenset()
    assert facts(school).enforcement == {"ORG-014": Enforcement.REPORT}
    assert facts(school, EVE).params["BRANCH_MAX"] == 40
    assert facts(school, EVE).enforcement == {}


def test_a_looser_or_senseless_value_is_passed_over(facts):
    make.parameter("BRANCH_MAX", 40, city())
    make.parameter("BRANCH_MAX", 45)
    make.parameter("GRACE_DAYS", 120)
    make.parameter("MIN_FULL_BRANCH", 2)
    make.parameter("LEGACY_BEFORE", "not a day")
    make.parameter("NO_SUCH_NUMBER", 1)
    found = facts(make.school())
    assert found.params == {**DEFAULTS, "BRANCH_MAX": 40}
    assert found.locally_set == {"BRANCH_MAX"}


def test_dates_and_sets_come_as_the_rules_use_them(facts):
    make.parameter("DEADLINE", "2026-12-31")
    make.parameter("SCOPE_TYPES", ["11", "21", "31", "34", "36", "37", "51"])
    found = facts(make.school())
    assert found.params["DEADLINE"] == date(2026, 12, 31)
    assert found.params["SCOPE_TYPES"] == ("11", "21", "31", "34", "36", "37", "51")


def test_the_nearest_enforcement_wins(facts):
    make.enforcement("ORG-013", Enforcement.ASK, city())
    make.enforcement("ORG-013", Enforcement.REPORT)
    assert facts(make.school()).enforcement == {"ORG-013": Enforcement.REPORT}
