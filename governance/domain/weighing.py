"""No worse: weigh the judgements before and after an act (docs/judging.md §3.3 and §12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.choices import Enforcement, Gate, Outcome, Severity
from governance.facts import SchoolFacts
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule
from governance.rules.results import Judgement, Result

Key = tuple[str, str, str]

#: The one gated rule that comes from the article and that a district may soften (docs/judging.md §12).
MOVABLE = frozenset({"ORG-013"})


@dataclass(frozen=True, slots=True)
class Balance:
    """What an act changes: findings it causes, findings it cures, and what it is held up by."""

    caused: tuple[Judgement, ...]
    cured: tuple[Judgement, ...]
    refusing: tuple[Judgement, ...]
    asking: tuple[Judgement, ...]


def enforcement_of(rule: Rule, facts: SchoolFacts) -> Enforcement:
    """Return the level in force at the school; gated rules stay where they are, except the movable ones."""
    if rule.gate != Gate.REPORT and rule.code not in MOVABLE:
        return Enforcement.REFUSE if rule.gate == Gate.INVARIANT else rule.enforcement
    return facts.enforcement.get(rule.code, rule.enforcement)


def weigh(
    before: Iterable[Judgement],
    after: Iterable[Judgement],
    facts: SchoolFacts,
    successors: Mapping[str, str],
) -> Balance:
    """Compare the judgements of an organising act on one day.

    Args:
        before: judgements without the act.
        after: judgements with it.
        facts: the act's own school; its enforcement levels decide.
        successors: register number of a new organisation → that of the one it continues.

    """
    was = {_key(j, {}): j for j in before}
    now = _worst_by_key(after, successors)
    caused = tuple(j for key, j in now.items() if j.fails and not _failed_before(j, was.get(key)))
    cured = tuple(j for key, j in was.items() if j.fails and not (key in now and now[key].fails))
    levels = {key: _level(j, was.get(key), facts) for key, j in now.items()}
    refusing = tuple(j for key, j in now.items() if levels[key] == Enforcement.REFUSE)
    asking = tuple(j for key, j in now.items() if levels[key] == Enforcement.ASK)
    return Balance(caused, cured, refusing, asking)


def _key(judgement: Judgement, successors: Mapping[str, str]) -> Key:
    number = successors.get(judgement.subject_number, judgement.subject_number)
    return (judgement.rule, judgement.subject_kind.value, number)


def _worst_by_key(judgements: Iterable[Judgement], successors: Mapping[str, str]) -> dict[Key, Judgement]:
    """Return the judgements by key; an organisation and its successor share theirs, and the worse counts."""
    found: dict[Key, Judgement] = {}
    for judgement in judgements:
        key = _key(judgement, successors)
        if key not in found or _weight(judgement) > _weight(found[key]):
            found[key] = judgement
    return found


def _weight(judgement: Judgement) -> int:
    return {Outcome.FAIL: 3, Outcome.UNKNOWN: 2, Outcome.WAIVED: 1}.get(judgement.result.outcome, 0)


def _failed_before(judgement: Judgement, before: Judgement | None) -> bool:
    """Tell whether the fault was there already; an invariant's variants are faults of their own."""
    if before is None or not before.fails:
        return False
    gate = all_rules()[judgement.rule].gate
    return gate != Gate.INVARIANT or before.result.variant == judgement.result.variant


def _level(judgement: Judgement, before: Judgement | None, facts: SchoolFacts) -> Enforcement:
    """Return what a judgement after the act does to the act.

    What failed before, what was unknown before and what is waived never blocks, so that a missing
    date can always be filled in. A hint and a fault of the record ask nothing. An invariant that the
    act leaves unknown asks for a reason.
    """
    rule, result = all_rules()[judgement.rule], judgement.result
    was_unknown = before is not None and before.result.outcome == Outcome.UNKNOWN
    if was_unknown:
        return Enforcement.REPORT
    if result.outcome == Outcome.UNKNOWN:
        return Enforcement.ASK if rule.gate == Gate.INVARIANT else Enforcement.REPORT
    if result.outcome != Outcome.FAIL or _failed_before(judgement, before):
        return Enforcement.REPORT
    return _level_of_new(rule, result, facts)


def _level_of_new(rule: Rule, result: Result, facts: SchoolFacts) -> Enforcement:
    level = enforcement_of(rule, facts)
    refuses = rule.refusing_variants is None or result.variant in rule.refusing_variants
    if level == Enforcement.REFUSE and refuses and rule.gate in (Gate.INVARIANT, Gate.REPORT):
        return level
    if (
        rule.is_fault_of_record(result.variant)
        or result.severity == Severity.INFO
        or level == Enforcement.REPORT
    ):
        return Enforcement.REPORT
    return Enforcement.ASK
