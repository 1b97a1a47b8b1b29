"""The catalogue, a rule, and who fails it where."""

import pytest
from django.urls import reverse

from governance.choices import Enforcement, Gate
from governance.domain.facts.parameters import load_settings
from governance.presentation.day import Day
from governance.presentation.rule_page import RulePage
from governance.rules.catalogue import all_rules
from schools.choices import JurisdictionLevel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    user = factories.user()
    factories.grant(user, factories.county())
    return user


def rule_page(user, code="ORG-005", place=None):
    return RulePage(all_rules()[code], user, Day.present(factories.ON), place=place)


def test_the_catalogue_lists_every_rule(client, official):
    client.force_login(official)

    page = client.get(reverse("governance:rules")).text

    assert [code for code in all_rules() if f"/rules/{code}/" not in page] == []


@pytest.mark.parametrize("code", ["ORG-001", "TERM-002", "CMT-001", "SEC-001", "LG-001"])
def test_a_rule_says_what_why_whence_and_how_to_mend(code, client, official):
    rule = all_rules()[code]
    client.force_login(official)

    page = client.get(reverse("governance:rule", args=[code])).text

    gate = "不在设立、启用、换届、撤销时单独把关" if rule.gate == Gate.REPORT else rule.gate.label
    for text in (rule.name, rule.summary, rule.why, rule.passes.text, rule.fails.text, gate):
        assert str(text) in page
    assert [source for source in rule.sources if str(source.document) not in page] == []


def test_an_unknown_rule_is_not_found(client, official):
    client.force_login(official)

    assert client.get("/rules/ORG-999/").status_code == 404


def test_every_rule_page_opens(client, official):
    client.force_login(official)

    assert {client.get(reverse("governance:rule", args=[code])).status_code for code in all_rules()} == {200}


def test_a_number_set_here_is_shown_with_who_set_it(official):
    factories.parameter("BRANCH_MAX", 30)

    [row] = rule_page(official).parameters

    assert (row.value, row.default, row.set_by, row.document) == (30, 50, "兰溪市", "演示文件〔2024〕1号")


def test_the_nearest_jurisdiction_wins_and_a_looser_number_is_ignored(official):
    county = factories.county()
    factories.parameter("BRANCH_MAX", 40, county.get_root())
    assert rule_page(official).parameters[0].value == 40

    factories.parameter("BRANCH_MAX", 45, county)
    assert rule_page(official).parameters[0].value == 40


def test_numbers_of_another_county_do_not_hold_here(official):
    elsewhere = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    factories.parameter("BRANCH_MAX", 30, elsewhere)

    assert rule_page(official).parameters[0].value == 50


def test_the_numbers_shown_are_those_the_rules_run_with(official):
    county = factories.county()
    for name, value, place in (
        ("BRANCH_MAX", 40, county.get_root()),
        ("BRANCH_MAX", 30, county),
        ("GB_FROM", 49, county),
    ):
        factories.parameter(name, value, place)
    in_force = load_settings([county.pk], factories.ON)[county.pk].params

    shown = {row.name: row.value for code in all_rules() for row in rule_page(official, code).parameters}

    assert shown == {name: in_force[name] for name in shown}
    assert shown["BRANCH_MAX"] == 30


def test_enforcement_is_the_rules_own_until_a_jurisdiction_decides(official):
    assert rule_page(official).enforcement.level == all_rules()["ORG-005"].enforcement

    factories.enforcement("ORG-005", Enforcement.REFUSE)
    row = rule_page(official).enforcement
    assert (row.level, row.set_by) == (Enforcement.REFUSE, "兰溪市")


def test_who_fails_it_is_limited_to_what_the_user_may_see(official):
    here = factories.school()
    there = factories.school(
        jurisdiction=factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    )
    for school in (here, there):
        factories.finding(school, "ORG-005")
    everywhere = factories.user(is_superuser=True)

    assert [row.finding.school for row in rule_page(official).rows] == [here]
    assert rule_page(everywhere).schools == 2
    assert rule_page(everywhere, place=factories.county()).schools == 1


def test_from_the_count_to_the_person_and_the_clause(client, official):
    school = factories.school(name="云溪中学")
    lost = factories.member(school)
    factories.finding(school, "ORG-012", evidence={"school": school.name, "n": 1, "person_ids": [lost.pk]})
    client.force_login(official)

    page = client.get("/jurisdictions/330781/rules/ORG-012/").text

    assert "1 所学校，1 项" in page
    assert lost.name in page
    assert str(all_rules()["ORG-012"].sources[0].document) in page


@pytest.mark.parametrize("number", [1, 4])
def test_queries_do_not_grow_with_the_findings(number, client, official, django_assert_num_queries):
    for _ in range(number):
        school = factories.school()
        factories.finding(school, "ORG-012", evidence={"person_ids": [factories.member(school).pk]})
    client.force_login(official)

    with django_assert_num_queries(16):
        client.get(reverse("governance:rule", args=["ORG-012"]))
