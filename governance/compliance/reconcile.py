"""Reconcile what fails now with the findings on record: opened, kept, closed, reopened, never rewritten."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction

from governance.compliance.checks import checked_after, record_checks
from governance.compliance.figures import record_figures
from governance.compliance.ledger import STATE, Key, Reconciled, compare, newest_day
from governance.compliance.spells import record_spells
from governance.facts import SchoolFacts
from governance.models import Finding, OrganizationMerger, PartyOrganization
from governance.rules.results import Judgement
from schools.models import School
from schools.row_security.reasons import JUDGEMENT
from schools.row_security.scope import across_schools

#: By school id, what the rules say about the school.
Judged = Mapping[int, Collection[Judgement]]

KEY = ("rule", "subject_kind", "subject_number")


@across_schools(JUDGEMENT, writing=True)
def findings_reconcile(*, school: School, judgements: Collection[Judgement], on: date) -> Reconciled:
    """Bring the findings of ``school`` in line with all its judgements of the day ``on``."""
    return _reconcile({school.pk: judgements}, on, codes=None)[school.pk]


@across_schools(JUDGEMENT, writing=True)
def reconcile_many(
    facts: Mapping[int, SchoolFacts],
    judgements: Judged,
    on: date,
    *,
    codes: Collection[str] | None = None,
    only_findings: bool = False,
) -> dict[int, Reconciled]:
    """Bring findings and check results of any number of schools up to the day ``on``.

    The number of queries does not depend on the number of schools. The caller has held the locks of
    the schools since before it loaded the facts. Rows are never deleted. A school that was already
    checked for a later day is left as it is: a look into the past does not rewrite the present.

    Args:
        facts: the schools by id; they fill the check results and the figures.
        judgements: what the rules say, by school id.
        on: the day of the check.
        codes: the only rules that were judged; findings of other rules stay, and so do check results.
        only_findings: leave out spells, check results and figures: all of it is taken back afterwards, and
            nobody looks at them before.

    """
    reconciled = _reconcile(judgements, on, codes, spells=not only_findings)
    if codes is None and not only_findings:
        current = {pk: facts[pk] for pk, result in reconciled.items() if not result.is_outdated}
        record_checks(current, judgements, on)
        record_figures(current, on)
    return reconciled


def _reconcile(
    judgements: Judged, on: date, codes: Collection[str] | None, *, spells: bool = True
) -> dict[int, Reconciled]:
    with transaction.atomic():
        stored = list(_stored(judgements, codes))
        outdated = checked_after(judgements, on) | {f.school_id for f in stored if newest_day(f) > on}
        results = {pk: Reconciled(is_outdated=pk in outdated) for pk in judgements}
        current = [finding for finding in stored if finding.school_id not in outdated]
        failing = _failing({pk: js for pk, js in judgements.items() if pk not in outdated})
        compare(current, failing, _predecessors(judgements), results, on)
        _write(results.values(), on)
        if spells:
            record_spells(results.values(), on)
    return results


def _stored(school_ids: Iterable[int], codes: Collection[str] | None):
    stored = Finding.objects.filter(school__in=list(school_ids)).order_by("pk")
    return stored if codes is None else stored.filter(rule__in=list(codes))


def _failing(judgements: Judged) -> dict[Key, tuple[int, Judgement]]:
    """Return the school and the judgement of everything that fails, by what makes it one fault."""
    return {j.key: (pk, j) for pk, of_school in judgements.items() for j in of_school if j.fails}


def _predecessors(school_ids: Iterable[int]) -> dict[str, list[str]]:
    """Return by register number the numbers of what an organisation continues or has taken in."""
    ids = list(school_ids)
    successors = PartyOrganization.objects.filter(school__in=ids, predecessor__isnull=False).order_by()
    mergers = OrganizationMerger.objects.filter(into__school__in=ids).order_by()
    origins = successors.values_list("number", "predecessor__number").union(
        mergers.values_list("into__number", "organization__number")
    )
    found: dict[str, list[str]] = defaultdict(list)
    for number, older in sorted(origins):
        found[number].append(older)
    return found


def _write(results: Iterable[Reconciled], on: date) -> None:
    """Write the changes of all schools, one statement for each kind of change."""
    results = list(results)
    closed = [finding.pk for result in results for finding in result.closed]
    Finding.objects.filter(pk__in=closed).update(closed_on=on)
    confirmed = [finding.pk for result in results for finding in result.kept]
    Finding.objects.filter(pk__in=confirmed).update(last_seen=on)
    changed = [finding for result in results for finding in result.changed]
    # Rows that are there, so that all of them conflict: bulk_update writes a case for each row and column.
    Finding.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*STATE, "subject_number", "closed_on", "reopened"],
    )
    # An organisation may have come from a school that is not checked now, and its findings with it:
    # the row on record is taken over with its first-seen date instead of standing in the way.
    Finding.objects.bulk_create(
        [finding for result in results for finding in result.opened],
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=[*STATE, "closed_on"],
    )
