"""The start-up checks of the rule catalogue, each by its id."""

from dataclasses import replace

import pytest

from governance.apps import GovernanceConfig
from governance.checks import catalogue_problems, check_catalogue
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule, Silencer


@pytest.fixture
def sample() -> Rule:
    """Return a rule without silencers."""
    return replace(all_rules()["MEM-001"], gates={})


def problems(*rules: Rule) -> list[tuple[str, str]]:
    return [(p.id, p.msg) for p in catalogue_problems(rules)]


def test_the_catalogue_has_no_problem():
    assert check_catalogue() == []


def test_the_check_is_registered():
    from django.core.checks.registry import registry

    assert GovernanceConfig.name == "governance"
    assert check_catalogue in registry.get_checks()


def test_a_sound_rule_has_no_problem(sample):
    assert problems(sample) == []


def test_governance_E001(sample):  # noqa: N802 -- named after the id
    twin = replace(sample, fault="twin")

    assert problems(sample, twin) == [
        ("governance.E001", "Rule code MEM-001 is declared 2 times: overdue_probation, twin.")
    ]


def test_governance_E002(sample):  # noqa: N802 -- named after the id
    silenced = replace(sample, silenced_by=(Silencer("ORG-999"),))

    assert problems(silenced) == [
        ("governance.E002", "Rule MEM-001 is silenced by ORG-999, which does not exist.")
    ]


def test_governance_E003(sample):  # noqa: N802 -- named after the id
    numbered = replace(sample, parameters=("BRANCH_MAX", "NO_SUCH_NUMBER"))

    assert problems(numbered) == [
        ("governance.E003", "Rule MEM-001 runs with NO_SUCH_NUMBER, which is no parameter.")
    ]


def test_governance_E004(sample):  # noqa: N802 -- named after the id
    first = replace(sample, code="MEM-101", silenced_by=(Silencer("MEM-102"),))
    second = replace(sample, code="MEM-102", silenced_by=(Silencer("MEM-101"),))

    found = catalogue_problems((first, second))

    assert [p.id for p in found] == ["governance.E004"]
    assert "MEM-101" in found[0].msg
    assert "MEM-102" in found[0].msg
