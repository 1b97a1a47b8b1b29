"""Judge a school: every rule on every subject, silencers first, waivers last."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.utils.translation import override

from governance.choices import BodyKind, Gate, OrgState, Outcome, Severity, SubjectKind
from governance.facts import Id, OrgFact, SchoolFacts
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule, Silencer
from governance.rules.results import NOT_APPLICABLE, Judgement, Result

Failing = dict[str, list[Judgement]]
Here = tuple[str, SubjectKind, Id]

_FAIL = Outcome.FAIL


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the value, its natural key and name, and the organisation around it."""

    kind: SubjectKind
    id: Id
    number: str
    name: str
    value: Any
    org: OrgFact | None = None


@dataclass
class Docket:
    """The judgements of one school so far.

    ``failing`` has those that fail by rule; ``failing_here`` by rule and what they are about.
    """

    facts: SchoolFacts
    judgements: list[Judgement] = field(default_factory=list)
    failing: Failing = field(default_factory=dict)
    failing_here: dict[Here, list[Judgement]] = field(default_factory=dict)

    def add(self, judgement: Judgement) -> None:
        """Record a judgement and remember it if it fails."""
        self.judgements.append(judgement)
        if judgement.fails:
            here = (judgement.rule, judgement.subject_kind, judgement.subject_id)
            self.failing.setdefault(judgement.rule, []).append(judgement)
            self.failing_here.setdefault(here, []).append(judgement)

    def failing_around(self, code: str, subject: Subject) -> Iterator[Judgement]:
        """Yield what fails under the rule on the subject, on its school and on its organisation."""
        places = {(code, SubjectKind.SCHOOL, self.facts.id), (code, subject.kind, subject.id)}
        if subject.org is not None:
            places.add((code, SubjectKind.ORGANIZATION, subject.org.id))
        for place in places:
            yield from self.failing_here.get(place, ())


def judge(facts: SchoolFacts, codes: Iterable[str] | None = None) -> tuple[Judgement, ...]:
    """Return one judgement per rule and subject of the school.

    Evidence is in the language of the source, whoever asks: it is stored, and translated when it is shown.

    Args:
        facts: the school on the day of the check.
        codes: judge only these rules and the rules that may silence them; None judges all.

    """
    docket = Docket(facts)
    subjects = {kind: tuple(subjects_of(facts, kind)) for kind in SubjectKind}
    wanted = frozenset(all_rules() if codes is None else codes)
    needed = closure(wanted)
    rules = [r for r in all_rules().values() if r.code in needed]
    with override(None):
        for rule in sorted(rules, key=lambda r: r.sees_judgements):
            for subject in chain.from_iterable(subjects[kind] for kind in rule.subjects):
                docket.add(_judged(rule, subject, docket))
    return tuple(j for j in docket.judgements if j.rule in wanted)


def closure(codes: frozenset[str]) -> frozenset[str]:
    """Return the rules ``codes`` and every rule whose judgements one of them needs."""
    rules, found, todo = all_rules(), set(codes), list(codes)
    if any(rules[code].sees_judgements for code in codes):
        return frozenset(rules)
    while todo:
        for silencer in rules[todo.pop()].silenced_by:
            if silencer.code not in found and silencer.code in rules:
                found.add(silencer.code)
                todo.append(silencer.code)
    return frozenset(found)


def judge_at(facts: SchoolFacts, gate: Gate, org_id: Id) -> tuple[Judgement, ...]:
    """Return the judgements asked at ``gate`` for one organisation, its terms and its assignments."""
    found = []
    for rule in all_rules().values():
        check = rule.gates.get(gate)
        if check is None:
            continue
        for subject in chain.from_iterable(subjects_of(facts, kind) for kind in rule.subjects):
            if subject.org is not None and subject.org.id == org_id:
                with override(None):  # as in judge
                    found.append(_finished(rule, subject, check(subject.value, facts), facts))
    return tuple(found)


def subjects_of(facts: SchoolFacts, kind: SubjectKind) -> Iterator[Subject]:
    """Yield what the rules of ``kind`` look at."""
    return _SUBJECTS[kind](facts)


def _schools(facts: SchoolFacts) -> Iterator[Subject]:
    yield Subject(SubjectKind.SCHOOL, facts.id, facts.code, facts.name, facts)


def _organizations(facts: SchoolFacts) -> Iterator[Subject]:
    for org in facts.orgs:
        yield Subject(SubjectKind.ORGANIZATION, org.id, org.number, org.name, org, org)


def _terms(facts: SchoolFacts) -> Iterator[Subject]:
    for org in facts.orgs:
        if org.term is not None:
            number = f"{org.number}@{org.term.start.isoformat()}"
            yield Subject(SubjectKind.TERM, org.term.id, number, org.name, org.term, org)


def _assignments(facts: SchoolFacts) -> Iterator[Subject]:
    for role in facts.roles:
        org = facts.orgs_by_id.get(role.body_id) if role.body == BodyKind.ORGANIZATION else None
        yield Subject(SubjectKind.ASSIGNMENT, role.id, role.key, role.title, role, org)


def _groups(facts: SchoolFacts) -> Iterator[Subject]:
    for group in facts.groups:
        yield Subject(SubjectKind.GROUP, group.id, group.number, group.name, group)


_SUBJECTS: Mapping[SubjectKind, Callable[[SchoolFacts], Iterator[Subject]]] = {
    SubjectKind.SCHOOL: _schools,
    SubjectKind.ORGANIZATION: _organizations,
    SubjectKind.TERM: _terms,
    SubjectKind.ASSIGNMENT: _assignments,
    SubjectKind.GROUP: _groups,
}


def _judged(rule: Rule, subject: Subject, docket: Docket) -> Judgement:
    # Asked for every rule and subject: what is decided early is decided cheaply.
    silencer = _silencer(rule, subject, docket) if rule.silenced_by and docket.failing else ""
    if silencer:
        result = Result(Outcome.NOT_APPLICABLE, because=silencer)
    elif subject.org is not None and subject.org.state not in rule.states:
        result = NOT_APPLICABLE
    elif rule.sees_judgements:
        result = rule.judge(tuple(docket.judgements), docket.facts)
    else:
        result = _softened(rule, subject, rule.judge(subject.value, docket.facts), docket.facts)
    return _finished(rule, subject, result, docket.facts)


def _silencer(rule: Rule, subject: Subject, docket: Docket) -> str:
    for silencer in rule.silenced_by:
        if silencer.code in docket.failing and _silences(silencer, subject, docket):
            return silencer.code
    return ""


def _silences(silencer: Silencer, subject: Subject, docket: Docket) -> bool:
    when, variants = silencer.when, silencer.variants
    if when is None:
        around = docket.failing_around(silencer.code, subject)
        return any(not variants or failing.result.variant in variants for failing in around)
    return any(
        when(subject.value, docket.facts, failing)
        for failing in docket.failing[silencer.code]
        if not variants or failing.result.variant in variants
    )


def _softened(rule: Rule, subject: Subject, result: Result, facts: SchoolFacts) -> Result:
    """Cap a structural finding at INFO while the organisation around it is being re-arranged."""
    if not rule.softens_in_adjustment or result.outcome != _FAIL:
        return result
    org = subject.org or facts.own_org
    if org is None or org.state != OrgState.ADJUSTING or not _recent(org.state_since, facts):
        return result
    return replace(result, severity=Severity.INFO)


def _recent(since: date | None, facts: SchoolFacts) -> bool:
    return since is None or facts.on <= since + timedelta(days=facts.params["ADJUST_MAX_DAYS"])


def _finished(rule: Rule, subject: Subject, result: Result, facts: SchoolFacts) -> Judgement:
    """Add what every sentence may name and mark what was waived."""
    is_fault = result.outcome == _FAIL
    if is_fault or result.variant:
        result = replace(result, evidence={**names_for(subject, facts), **result.evidence})
    if is_fault and rule.may_waive(result.variant) and _waived(rule, subject, facts):
        result = replace(result, outcome=Outcome.WAIVED)
    return Judgement(rule.code, subject.kind, subject.id, subject.number, subject.name, result)


def _waived(rule: Rule, subject: Subject, facts: SchoolFacts) -> bool:
    key = (rule.code, subject.kind.value, subject.number)
    return any((w.rule, w.subject_kind, w.subject_number) == key for w in facts.waivers)


def names_for(subject: Subject, facts: SchoolFacts) -> Mapping[str, str]:
    """Return the placeholders every text may use: school, org, upper, group, post."""
    names = {"school": facts.name}
    org = subject.org or facts.own_org or facts.pending_org or facts.joint
    if org is not None:
        names["org"] = org.name
    names["upper"] = upper_name(org, facts)
    if subject.kind == SubjectKind.GROUP:
        names["group"] = subject.name
    if subject.kind == SubjectKind.ASSIGNMENT:
        names["post"] = subject.name
    return names


def upper_name(org: OrgFact | None, facts: SchoolFacts) -> str:
    """Return whom the school turns to: the organisation above the top of its own chain."""
    while org is not None:
        superior = facts.superior(org)
        if superior is None:
            return org.external_superior or "上级党组织"
        if superior.school_id != facts.id:
            return superior.name
        org = superior
    return "上级党组织"
