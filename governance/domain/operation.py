"""The one door: lock, judge, write, judge again, refuse what is worse, and put it on record."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from governance.choices import Enforcement, Gate, Outcome
from governance.compliance.reconcile import reconcile_many
from governance.domain.act import Act
from governance.domain.constraint_errors import speaking_constraints
from governance.domain.facts import load_facts
from governance.domain.locks import lock_affected, lock_jurisdictions
from governance.domain.record import Changed, snapshot
from governance.domain.refusals import Stale, refusal
from governance.domain.rights import require_right
from governance.domain.weighing import MOVABLE, Balance, enforcement_of, weigh
from governance.facts import SchoolFacts
from governance.models import ChangeSet, RightsRestriction
from governance.rules.catalogue import all_rules
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from schools.models import Jurisdiction, School

Judged = dict[int, tuple[Judgement, ...]]


@dataclass
class Change:
    """What an operation tells the door while it writes."""

    act: Act
    school: School | None
    jurisdiction: Jurisdiction | None = None
    summary: str = ""
    rows: list[Changed] = field(default_factory=list)
    gates: list[tuple[Gate, int]] = field(default_factory=list)
    successors: dict[str, str] = field(default_factory=dict)

    def created(self, instance: Any) -> None:
        """Note a new row."""
        self._note(instance, {}, snapshot(instance))

    def altered(self, instance: Any, before: dict[str, str]) -> None:
        """Note a changed row, given its snapshot before the change."""
        after = snapshot(instance)
        keys = [key for key in after if after[key] != before.get(key)]
        if keys:
            self._note(instance, {k: before.get(k, "") for k in keys}, {k: after[k] for k in keys})

    def removed(self, instance: Any) -> None:
        """Note a row that is taken out; called before the deletion."""
        self._note(instance, snapshot(instance), {})

    def _note(self, instance: Any, before: dict[str, str], after: dict[str, str]) -> None:
        """Keep what changed; of decisions about members' votes the log keeps nothing but the summary."""
        if not isinstance(instance, RightsRestriction):
            self.rows.append(Changed.of(instance, before, after))

    def ask_at(self, gate: Gate, organization_id: int) -> None:
        """Have the gate's rules asked about the organisation once everything is written."""
        self.gates.append((gate, organization_id))


@contextmanager
def operation(
    act: Act,
    name: str,
    *,
    school: School | None,
    others: Iterable[School] = (),
    jurisdiction: Jurisdiction | None = None,
    organising: bool,
    decides: bool = False,
) -> Iterator[Change]:
    """Run the writes of one operation as one transaction, judged and recorded.

    Args:
        act: who, when, why.
        name: the operation's name, kept in the change set.
        school: the school whose structure changes; None for rows of a jurisdiction.
        others: further schools the writes touch directly.
        jurisdiction: where a row of no school belongs.
        organising: whether rules may refuse the act; facts of life are always recorded.
        decides: whether the act belongs to who decides above the school (approvals, waivers).

    Raises:
        Refused, ReasonNeeded: a rule is in the way.
        Denied: the actor may not edit the school.
        Stale: the school changed since the actor looked.
        ValidationError: a constraint is broken or a date is impossible.

    """
    act.check_dates()
    require_right(act.actor, school, jurisdiction, decides)
    touched = [s for s in (school, *others) if s is not None]
    with transaction.atomic(), speaking_constraints():
        affected = lock_affected([s.pk for s in touched]) if touched else set()
        if jurisdiction is not None:
            lock_jurisdictions([jurisdiction.pk])
        _refuse_stale(act, school)
        before = _judged(load_facts(affected, act.on))
        change = Change(act, school, jurisdiction)
        yield change
        _check_constraints_now()
        facts = load_facts(affected, act.on)
        after = _judged(facts)
        _pass_gates(change, facts)
        balance = _balance(before, after, facts, change)
        if organising and balance:
            _pass_balance(act, balance)
        _record(change, name, balance)
        School.objects.filter(pk__in=[s.pk for s in touched]).update(version=F("version") + 1)
        _store_findings(affected, facts, after, act)


def _refuse_stale(act: Act, school: School | None) -> None:
    if act.version is None or school is None:
        return
    if School.objects.values_list("version", flat=True).get(pk=school.pk) != act.version:
        raise Stale(_("{school}的资料在您打开页面之后已被修改，请刷新后再试。").format(school=school))


def _judged(facts: dict[int, SchoolFacts]) -> Judged:
    return {pk: judge(one) for pk, one in facts.items()}


def _balance(before: Judged, after: Judged, facts: dict[int, SchoolFacts], change: Change) -> Balance | None:
    """Weigh the act; the enforcement levels of the act's own school decide."""
    if not facts:
        return None
    own = facts[change.school.pk] if change.school is not None else next(iter(facts.values()))
    return weigh(chain(*before.values()), chain(*after.values()), own, change.successors)


def _check_constraints_now() -> None:
    """Have deferred constraints speak here and not at COMMIT, then defer them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _pass_gates(change: Change, facts: dict[int, SchoolFacts]) -> None:
    """Refuse while a rule of a gate fails or cannot be judged."""
    if change.school is None or not change.gates:
        return
    own = facts[change.school.pk]
    blocking = [
        (gate, judgement)
        for gate, organization_id in change.gates
        for judgement in judge_at(own, gate, organization_id)
        if judgement.result.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    ]
    levels = {id(j): _gate_level(gate, j, own) for gate, j in blocking}
    refusing = [j for _gate, j in blocking if levels[id(j)] == Enforcement.REFUSE]
    if refusing:
        raise refusal(Enforcement.REFUSE, refusing)
    asking = [j for _gate, j in blocking if levels[id(j)] == Enforcement.ASK]
    if asking and not change.act.reason.strip():
        raise refusal(Enforcement.ASK, asking)


def _gate_level(gate: Gate, judgement: Judgement, facts: SchoolFacts) -> Enforcement:
    rule = all_rules()[judgement.rule]
    if rule.code in MOVABLE:
        return enforcement_of(rule, facts)
    return Enforcement.ASK if gate in rule.asks_at else Enforcement.REFUSE


def _pass_balance(act: Act, balance: Balance) -> None:
    if balance.refusing:
        raise refusal(Enforcement.REFUSE, list(balance.refusing))
    if balance.asking and not act.reason.strip():
        raise refusal(Enforcement.ASK, list(balance.asking))


def _record(change: Change, name: str, balance: Balance | None) -> None:
    act = change.act
    act.change_set = ChangeSet.objects.create(
        school=change.school,
        jurisdiction=change.jurisdiction if change.school is None else None,
        operation=name,
        summary=change.summary[:300],
        actor=act.actor,
        reason=act.reason.strip()[:300],
        effective_on=act.on,
        document=act.document,
        details=[row.as_json() for row in change.rows],
        caused=_listed(balance.caused if balance else ()),
        cured=_listed(balance.cured if balance else ()),
    )


def _listed(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    return [
        {
            "rule": j.rule,
            "variant": j.result.variant,
            "severity": j.result.severity,
            "subject": j.subject_name,
            "evidence": dict(j.result.evidence),
        }
        for j in judgements
    ]


def _store_findings(affected: set[int], facts: dict[int, SchoolFacts], after: Judged, act: Act) -> None:
    """Bring the stored findings of today up to date, also when the act reaches back in time."""
    if not affected:
        return
    if act.on != act.today:
        facts = load_facts(affected, act.today)
        after = _judged(facts)
    reconcile_many(facts, after, act.today)


def require(condition: Any, message: str, **names: Any) -> None:
    """Raise the Chinese sentence ``message`` as a validation error unless ``condition`` holds."""
    if not condition:
        raise ValidationError(message.format(**names))
