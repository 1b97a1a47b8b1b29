"""What a rule says about one subject."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.choices import Outcome, Severity, SubjectKind


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one judgement.

    ``variant`` picks the sentence; ``evidence`` fills it and is JSON: numbers, texts, ISO dates,
    phrases (a mapping of ``text`` and what fills it) and lists of them. ``because`` names the rule
    that silences this one, ``missing`` the data without which the rule cannot tell, in the words of
    the form.
    """

    outcome: Outcome
    severity: Severity | None = None
    variant: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule applied to one subject; ``subject_number`` is the subject's natural key."""

    rule: str
    subject_kind: SubjectKind
    subject_id: int
    subject_number: str
    subject_name: str
    result: Result

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two findings the same fault; its variant may change while it lasts."""
        return (self.rule, self.subject_kind.value, self.subject_number)

    @property
    def fails(self) -> bool:
        """Tell whether the judgement is a finding, waived or not."""
        return self.result.outcome in _FAILING

    @property
    def waits(self) -> bool:
        """Tell whether nothing but somebody's word is missing: the rule is one that people attest."""
        return self.result.outcome == Outcome.UNKNOWN and not self.result.missing


_FAILING = (Outcome.FAIL, Outcome.WAIVED)
PASSED = Result(Outcome.PASS)
NOT_APPLICABLE = Result(Outcome.NOT_APPLICABLE)


def not_applicable(note: str = "", **evidence: Any) -> Result:
    """Return that the rule does not apply; ``note`` is a text key of the rule that says why."""
    return Result(Outcome.NOT_APPLICABLE, variant=note, evidence=evidence)


def passed(note: str = "", **evidence: Any) -> Result:
    """Return that the subject passes; ``note`` is a text key of the rule worth showing."""
    return Result(Outcome.PASS, variant=note, evidence=evidence)


def unknown(*missing: Any) -> Result:
    """Return that data are missing, named as the forms name them."""
    return Result(Outcome.UNKNOWN, missing=tuple(str(name) for name in missing))


def unattested() -> Result:
    """Return that nobody has attested the rule, or no longer: it waits to be checked."""
    return Result(Outcome.UNKNOWN)


def info(variant: str = "", **evidence: Any) -> Result:
    """Return a finding that is only a hint."""
    return Result(Outcome.FAIL, Severity.INFO, variant, evidence)


def warning(variant: str = "", **evidence: Any) -> Result:
    """Return a finding to be checked."""
    return Result(Outcome.FAIL, Severity.WARNING, variant, evidence)


def error(variant: str = "", **evidence: Any) -> Result:
    """Return a finding to be mended."""
    return Result(Outcome.FAIL, Severity.ERROR, variant, evidence)
