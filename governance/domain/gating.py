"""What stands in the way of an act: the gates it passes, and what it makes worse."""

from collections.abc import Iterable, Mapping
from itertools import chain

from governance.choices import Enforcement, Gate, Outcome
from governance.domain.act import Act
from governance.domain.change import Change
from governance.domain.reach import Judged
from governance.domain.refusals import refusal
from governance.domain.weighing import MOVABLE, Balance, enforcement_of, weigh
from governance.facts import SchoolFacts
from governance.rules.catalogue import all_rules
from governance.rules.judging import judge_at
from governance.rules.results import Judgement


def balance_of(
    before: Judged, after: Judged, facts: Mapping[int, SchoolFacts], change: Change
) -> Balance | None:
    """Weigh the act; the enforcement levels of the act's own school decide."""
    if not facts:
        return None
    own = facts[change.school.pk] if change.school is not None else next(iter(facts.values()))
    return weigh(chain(*before.values()), chain(*after.values()), own, change.origins)


def pass_balance(act: Act, balance: Balance) -> None:
    """Refuse what the act newly causes, or ask for a reason.

    Raises:
        Refused, ReasonNeeded: naming the rules.

    """
    _stop(act, balance.refusing, balance.asking)


def pass_gates(change: Change, facts: Mapping[int, SchoolFacts]) -> None:
    """Refuse while a rule of a gate fails or cannot be judged.

    What one operation of a batch sets up and a later one dissolves passes the gate of closing alone.

    Raises:
        Refused, ReasonNeeded: naming the rules.

    """
    if change.school is None or not change.gates:
        return
    own = facts[change.school.pk]
    closed = {organization_id for gate, organization_id in change.gates if gate == Gate.G3}
    levels = [
        (_gate_level(gate, judgement, own), judgement)
        for gate, organization_id in change.gates
        if gate == Gate.G3 or organization_id not in closed
        for judgement in judge_at(own, gate, organization_id)
        if judgement.result.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    ]
    refusing = [judgement for level, judgement in levels if level == Enforcement.REFUSE]
    asking = [judgement for level, judgement in levels if level == Enforcement.ASK]
    _stop(change.act, refusing, asking)


def _gate_level(gate: Gate, judgement: Judgement, facts: SchoolFacts) -> Enforcement:
    rule = all_rules()[judgement.rule]
    if rule.code in MOVABLE:
        return enforcement_of(rule, facts)
    return Enforcement.ASK if gate in rule.asks_at else Enforcement.REFUSE


def _stop(act: Act, refusing: Iterable[Judgement], asking: Iterable[Judgement]) -> None:
    if act.rehearsal is not None:
        act.rehearsal.refusing += refusing
        act.rehearsal.asking += asking
        return
    if refusing:
        raise refusal(Enforcement.REFUSE, list(refusing))
    if asking and not act.reason.strip():
        raise refusal(Enforcement.ASK, list(asking))
