"""Judge any number of schools in chunks: flat memory, one short transaction a chunk."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from governance.choices import Outcome, Severity
from governance.compliance.checks import outcomes
from governance.compliance.ledger import Key, Reconciled
from governance.compliance.reconcile import reconcile_many
from governance.domain.facts import load_facts
from governance.domain.locks import lock_schools
from governance.models import Finding
from governance.rules.judging import judge
from governance.rules.results import Judgement
from schools.models import School

#: Schools judged, and locked when results are stored, at a time: an operation on one of them waits
#: about as long as a page takes.
CHUNK = 200

_SEVERITIES = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Found:
    """A judgement that fails; ``first_seen`` is None while no check has put it on record."""

    judgement: Judgement
    first_seen: date | None

    @property
    def is_waived(self) -> bool:
        """Tell whether somebody decided not to pursue it for a while."""
        return self.judgement.result.outcome == Outcome.WAIVED


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """What the rules say about a school; ``reconciled`` is None when nothing was to be stored."""

    school: School
    on: date
    found: tuple[Found, ...]
    outcomes: Mapping[str, int]
    reconciled: Reconciled | None = None

    def count(self, severity: Severity) -> int:
        """Return how many findings of ``severity`` nobody waived."""
        return sum(f.judgement.result.severity == severity and not f.is_waived for f in self.found)

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(f.is_waived for f in self.found)


def sweep(
    schools: QuerySet[School], on: date, *, store: bool = True, codes: Collection[str] | None = None
) -> Iterator[SchoolReport]:
    """Yield a report of each school, in the order of their codes.

    Args:
        schools: the schools to judge.
        on: the day of the check.
        store: reconcile findings and check results; each chunk is one transaction that holds the
            locks of its schools, so that no operation comes between the facts and the findings.
        codes: judge only these rules; findings of other rules stay as they are.

    """
    ids = list(schools.order_by("code").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield from _swept(ids[start : start + CHUNK], on, store, codes)


def _swept(ids: Sequence[int], on: date, store: bool, codes: Collection[str] | None) -> list[SchoolReport]:
    with transaction.atomic():
        if store:
            lock_schools(ids)
        facts = load_facts(ids, on)
        judged = {pk: judge(facts[pk], codes) for pk in ids if pk in facts}
        reconciled = reconcile_many(facts, judged, on, codes=codes) if store else {}
        schools, first_seen = School.objects.in_bulk(list(judged)), _first_seen(judged)
    return [
        SchoolReport(
            schools[pk], on, _found(judgements, first_seen), outcomes(judgements), reconciled.get(pk)
        )
        for pk, judgements in judged.items()
        if pk in schools
    ]


def _first_seen(school_ids: Collection[int]) -> dict[Key, date]:
    stored = Finding.objects.filter(school__in=list(school_ids)).order_by()
    rows = stored.values_list("rule", "subject_kind", "subject_number", "first_seen")
    return {(rule, kind, number): day for rule, kind, number, day in rows}


def _found(judgements: Collection[Judgement], first_seen: Mapping[Key, date]) -> tuple[Found, ...]:
    """Return what fails, the worst first."""
    failing = sorted((j for j in judgements if j.fails), key=_worst_first)
    return tuple(Found(j, first_seen.get(j.key)) for j in failing)


def _worst_first(judgement: Judgement) -> tuple[int, Key]:
    severity = judgement.result.severity
    return (len(_SEVERITIES) if severity is None else _SEVERITIES[severity], judgement.key)
