"""Short ways to ask one rule about a school that has one subject for it."""

from governance.choices import Duty, Gate, Outcome, Role, Severity
from governance.facts import OrgFact, RoleFact, SchoolFacts
from governance.rules.examples import holder
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence

Answer = tuple[Outcome, Severity | None, str]
PASS: Answer = (Outcome.PASS, None, "")
NOT_APPLICABLE: Answer = (Outcome.NOT_APPLICABLE, None, "")
UNKNOWN: Answer = (Outcome.UNKNOWN, None, "")


def fails(severity: Severity, variant: str = "") -> Answer:
    """What ``outcome`` answers for a finding."""
    return Outcome.FAIL, severity, variant


def only(facts: SchoolFacts, code: str) -> Judgement:
    """The one judgement of the rule."""
    (found,) = judge(facts, [code])
    return found


def outcome(facts: SchoolFacts, code: str) -> Answer:
    """Outcome, severity and variant of the rule's one judgement."""
    result = only(facts, code).result
    return result.outcome, result.severity, result.variant


def sentence_of(judgement: Judgement) -> str:
    """What the finding says."""
    return sentence(judgement.rule, judgement.result.variant, judgement.result.evidence)


def mend_of(judgement: Judgement) -> str:
    """How to mend the finding."""
    return mend(judgement.rule, judgement.result.variant, judgement.result.evidence)


def failing(facts: SchoolFacts, *prefixes: str) -> dict[str, Severity | None]:
    """Severities of the findings of the whole catalogue whose codes begin with one of ``prefixes``."""
    chosen = prefixes or ("",)
    return {j.rule: j.result.severity for j in judge(facts) if j.fails and j.rule.startswith(chosen)}


def at_gate(facts: SchoolFacts, gate: Gate, org: OrgFact, code: str) -> list[Outcome]:
    """What the rule answers at the gate of ``org``."""
    return [j.result.outcome for j in judge_at(facts, gate, org.id) if j.rule == code]


def members(org: OrgFact, count: int, *duties: Duty) -> tuple[RoleFact, ...]:
    """``count`` 委员; the first ones hold one of ``duties`` each."""
    held = [frozenset({duty}) for duty in duties] + [frozenset()] * count
    return tuple(holder(org, Role.MEMBER, duties=held[n]) for n in range(count))
