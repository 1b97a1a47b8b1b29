"""How a rule is declared: one object that carries its judgement, texts, sources and examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.choices import (
    LIVE_STATES,
    Basis,
    Enforcement,
    Gate,
    OrgState,
    Severity,
    SubjectKind,
)
from governance.facts import SchoolFacts
from governance.rules.results import Judgement, Result

#: A judgement reads one subject (the school itself, an organisation, a term, an assignment, a group)
#: and the facts of the school around it.
Judge = Callable[[Any, SchoolFacts], Result]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. ``article`` stays empty until a person has read its number."""

    document: Any
    article: Any = ""
    basis: Basis = Basis.CENTRAL


@dataclass(frozen=True, slots=True)
class Text:
    """The sentence of a finding and how to mend it, both with named placeholders."""

    sentence: Any
    mend: Any = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A case in one Chinese line and the facts that say the same; it is documentation and test."""

    text: Any
    facts: SchoolFacts


@dataclass(frozen=True, slots=True)
class Silencer:
    """A rule whose failure makes this one speechless.

    By default it silences when it fails on the same subject or on what the subject belongs to (an
    assignment's organisation, an organisation's school). ``variants`` narrows it to some variants,
    ``when`` replaces the default: it gets this rule's subject, the facts and the failing judgement.
    """

    code: str
    variants: frozenset[str] = frozenset()
    when: Callable[[Any, SchoolFacts, Judgement], bool] | None = None


@dataclass(eq=False)
class Rule:
    """One judgement with all that is said about it.

    ``states`` are the states of the organisation in which the rule looks at it (docs/judging.md §3.2);
    ``softens_in_adjustment`` caps findings at INFO while the organisation is being re-arranged.
    ``refusing_variants`` narrows an invariant to some variants; ``asks_at`` names gates at which a
    failure asks for a reason instead of refusing.
    ``is_data`` marks a fault of the record, which never asks for a reason; ``data_variants`` marks
    single variants as such. ``waivable_variants`` narrows what may be waived to some variants.
    ``also`` names a second kind of subject the judgement accepts.
    ``attested_months`` marks a rule that no data can decide: people attest it, and what they attest counts
    for so many months.
    """

    code: str
    name: Any
    subject: SubjectKind
    severity: Severity
    summary: Any
    why: Any
    sources: tuple[Source, ...]
    texts: Mapping[str, Text]
    passes: Example
    fails: Example
    judge: Judge
    fault: str
    gate: Gate = Gate.REPORT
    enforcement: Enforcement = Enforcement.ASK
    parameters: tuple[str, ...] = ()
    silenced_by: tuple[Silencer, ...] = ()
    states: frozenset[OrgState] = LIVE_STATES
    softens_in_adjustment: bool = False
    is_data: bool = False
    is_waivable: bool = True
    also: tuple[SubjectKind, ...] = ()
    data_variants: frozenset[str] = frozenset()
    waivable_variants: frozenset[str] | None = None
    sees_judgements: bool = False
    attested_months: int = 0
    refusing_variants: frozenset[str] | None = None
    asks_at: frozenset[Gate] = frozenset()
    gates: dict[Gate, Judge] = field(default_factory=dict)

    @property
    def chapter(self) -> str:
        """The first part of the code."""
        return self.code.split("-")[0]

    @property
    def subjects(self) -> tuple[SubjectKind, ...]:
        """Every kind of subject the rule is asked about."""
        return (self.subject, *self.also)

    @property
    def is_attested(self) -> bool:
        """Whether people attest it because no data can decide it."""
        return bool(self.attested_months)

    def is_fault_of_record(self, variant: str) -> bool:
        """Tell whether a finding of ``variant`` is a fault of the record, which asks no reason."""
        return self.is_data or variant in self.data_variants

    def may_waive(self, variant: str) -> bool:
        """Tell whether a finding of ``variant`` may be waived."""
        return self.is_waivable and (self.waivable_variants is None or variant in self.waivable_variants)

    def at(self, *gates: Gate) -> Callable[[Judge], Judge]:
        """Declare the judgement used at ``gates``, where no grace period counts."""

        def declare(judge: Judge) -> Judge:
            self.gates.update(dict.fromkeys(gates, judge))
            return judge

        return declare


def rule(**declaration: Any) -> Callable[[Judge], Rule]:
    """Make a rule of the decorated judgement; the function's name is the name of the fault."""

    def declare(judge: Judge) -> Rule:
        return Rule(judge=judge, fault=judge.__name__, **declaration)

    return declare
