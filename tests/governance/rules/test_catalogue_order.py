"""The catalogue: silencers first, no cycle, no code twice."""

from graphlib import CycleError

import pytest

from governance.choices import Enforcement, Gate
from governance.rules import catalogue
from governance.rules.declaration import Rule, Silencer
from tests.governance.rules.made import made


@pytest.fixture
def chapter(monkeypatch):
    """Let one chapter consist of rules made for the test."""

    def put(*declared: Rule) -> None:
        monkeypatch.setattr(catalogue, "CHAPTERS", ("a",))
        monkeypatch.setattr(catalogue, "_rules_of", lambda _chapter: list(declared))

    catalogue.all_rules.cache_clear()
    yield put
    catalogue.all_rules.cache_clear()


def test_the_catalogue_puts_silencers_first(chapter):
    chapter(
        made("A-003", silenced_by=(Silencer("A-002"),)),
        made("A-002", silenced_by=(Silencer("A-001"), Silencer("Z-999"))),
        made("A-001"),
    )

    assert list(catalogue.all_rules()) == ["A-001", "A-002", "A-003"]
    assert [r.code for r in catalogue.in_reading_order()] == ["A-001", "A-002", "A-003"]


def test_rules_that_silence_each_other_are_refused(chapter):
    chapter(made("A-001", silenced_by=(Silencer("A-002"),)), made("A-002", silenced_by=(Silencer("A-001"),)))

    with pytest.raises(CycleError):
        catalogue.all_rules()


def test_a_code_is_used_once(chapter):
    chapter(made("A-001"), made("A-001"))

    with pytest.raises(ValueError, match="A-001"):
        catalogue.all_rules()


def test_the_fingerprint_follows_the_rules(chapter):
    def version(**changes):
        chapter(made("A-001", **changes))
        catalogue.all_rules.cache_clear()
        catalogue.rules_version.cache_clear()
        return catalogue.rules_version()

    first, same, other = version(), version(), version(gate=Gate.G1)
    catalogue.rules_version.cache_clear()

    assert first == same != other
    assert len(first) == 12


def test_a_rule_is_named_after_its_fault():
    declared = made("A-001", enforcement=Enforcement.REPORT)

    assert (declared.fault, declared.chapter) == ("fault_of_A-001", "A")
    assert not declared.is_fault_of_record("")
    assert made("A-001", is_data=True).is_fault_of_record("any")
