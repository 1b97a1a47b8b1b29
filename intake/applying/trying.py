"""Try to write, look at what the rules say, and take everything back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from governance.domain.act import Act, Rehearsal
from governance.domain.refusals import Denied, Refusal, obstacle
from governance.plans.running import said
from governance.rules.results import Judgement
from intake.applying.writing import school_import
from intake.comparing.work import Work

#: What may stand in the way; anything else is our own fault and surfaces.
PROBLEMS = (Refusal, Denied, ValidationError, IntegrityError)


@dataclass
class Trial:
    """What came of it: what stands in the way, and what the rules say.

    ``findings`` has lists under ``refusing``, ``asking``, ``caused`` and ``cured``.
    """

    problem: str = ""
    findings: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def tried(work: Work, *, user: User, on: date, today: date, is_official: bool, reason: str) -> Trial:
    """Return what would come of the import of one school; nothing of it stays."""
    rehearsal = Rehearsal(is_read=False)
    act = Act(actor=user, today=today, effective_on=on, reason=reason or "—", rehearsal=rehearsal)
    trial = Trial()
    with transaction.atomic():
        try:
            school_import(act=act, work=work, is_official=is_official)
            trial.findings = {
                "refusing": _shown(rehearsal.refusing),
                "asking": _shown(rehearsal.asking),
                "caused": _shown(rehearsal.caused),
                "cured": _shown(rehearsal.cured),
            }
        except PROBLEMS as problem:
            trial.problem = said(problem)
        transaction.set_rollback(True)
    return trial


def _shown(judgements: Any) -> list[dict[str, str]]:
    return [_one(judgement) for judgement in judgements]


def _one(judgement: Judgement) -> dict[str, str]:
    found = obstacle(judgement)
    return {
        "rule": found.rule,
        "name": found.name,
        "severity": found.severity,
        "subject": judgement.subject_name,
        "sentence": found.sentence,
    }
