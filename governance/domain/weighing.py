"""No worse: weigh the judgements before and after an act (docs/judging.md §3.3 and §12)."""

from collections.abc import Collection, Iterable, Mapping
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
    """Return the level in force at the school; gated rules stay where they are, except the movable ones.

    What people attest is no consequence of an act, so it never holds one up.
    """
    if rule.is_attested:
        return Enforcement.REPORT
    if rule.gate != Gate.REPORT and rule.code not in MOVABLE:
        return Enforcement.REFUSE if rule.gate == Gate.INVARIANT else rule.enforcement
    return facts.enforcement.get(rule.code, rule.enforcement)


def weigh(
    before: Iterable[Judgement],
    after: Iterable[Judgement],
    facts: SchoolFacts,
    origins: Mapping[str, Collection[str]],
) -> Balance:
    """Compare the judgements of an organising act on one day.

    Args:
        before: judgements without the act.
        after: judgements with it.
        facts: the act's own school; its enforcement levels decide.
        origins: register number of an organisation → those of what it continues or has taken in.

    """
    was = {_key(j, j.subject_number): j for j in before}
    # Only what fails or is unknown can be caused or in the way: a small part of a school's judgements.
    weighty = (j for j in after if j.fails or j.result.outcome == Outcome.UNKNOWN)
    now = [(j, _keys(j, origins)) for j in weighty]
    judged = [(j, [was[key] for key in keys if key in was]) for j, keys in now]
    caused = tuple(j for j, earlier in judged if j.fails and not _failed_before(j, earlier))
    failing = {key for j, keys in now if j.fails for key in keys}
    cured = tuple(j for key, j in was.items() if j.fails and key not in failing)
    levels = [(_level(j, earlier, facts), j) for j, earlier in judged]
    refusing = tuple(j for level, j in levels if level == Enforcement.REFUSE)
    asking = tuple(j for level, j in levels if level == Enforcement.ASK)
    return Balance(caused, cured, refusing, asking)


def _key(judgement: Judgement, number: str) -> Key:
    return (judgement.rule, judgement.subject_kind.value, number)


def _keys(judgement: Judgement, origins: Mapping[str, Collection[str]]) -> tuple[Key, ...]:
    """Return the keys under which the fault may have been known, however often its subject was reshaped."""
    numbers = [judgement.subject_number]
    for number in numbers:  # grows while it is read: what was continued may itself have continued another
        numbers += [older for older in origins.get(number, ()) if older not in numbers]
    return tuple(_key(judgement, number) for number in numbers)


def _failed_before(judgement: Judgement, earlier: Iterable[Judgement]) -> bool:
    """Tell whether the fault was there already; an invariant's variants are faults of their own."""
    is_by_variant = all_rules()[judgement.rule].gate == Gate.INVARIANT
    return any(
        before.fails and (not is_by_variant or before.result.variant == judgement.result.variant)
        for before in earlier
    )


def _level(judgement: Judgement, earlier: Collection[Judgement], facts: SchoolFacts) -> Enforcement:
    """Return what a judgement after the act does to the act.

    What failed before, what was unknown before and what is waived never blocks, so that a missing
    date can always be filled in. A hint and a fault of the record ask nothing. An invariant that the
    act leaves unknown asks for a reason.
    """
    rule, result = all_rules()[judgement.rule], judgement.result
    was_unknown = [before.result.outcome == Outcome.UNKNOWN for before in earlier]
    if was_unknown and all(was_unknown):
        return Enforcement.REPORT
    if result.outcome == Outcome.UNKNOWN:
        return Enforcement.ASK if rule.gate == Gate.INVARIANT else Enforcement.REPORT
    if result.outcome != Outcome.FAIL or _failed_before(judgement, earlier):
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
