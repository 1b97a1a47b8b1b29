"""Write down how findings stand: a change ends a spell and begins another, all schools together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.db.models import Q

from governance.compliance.ledger import Reconciled
from governance.models import Finding, FindingSpell
from schools.periods import open_period

#: What a spell says; a finding that says something else begins another.
SAID = ("school_id", "rule", "severity", "is_waived")
WRITTEN = ("school", "severity", "is_waived", "period", "mended_on")


@dataclass(slots=True)
class _Writing:
    """What is to be written, each in one statement."""

    begun: list[FindingSpell] = field(default_factory=list)
    changed: list[FindingSpell] = field(default_factory=list)
    taken_out: list[int] = field(default_factory=list)


def record_spells(results: Iterable[Reconciled], on: date) -> None:
    """Bring the spells in line with the findings of ``results`` on ``on``, in at most four queries.

    A fault that is closed and comes back on the same day has not been mended; one that appears and is
    closed on the same day leaves nothing.
    """
    results = list(results)
    standing = {f.pk: f for r in results for f in chain(r.opened, r.kept, r.reopened)}
    closed = {f.pk: f for r in results for f in r.closed}
    again = {f.pk for r in results for f in r.reopened}
    spells, writing = _lately([*standing, *closed], on), _Writing()
    for pk, finding in {**closed, **standing}.items():
        newest = spells.get(pk, [])
        if any(spell.starts_on > on for spell in newest):
            continue  # another school has been checked for a later day: the present stays
        since = on if pk in again else min(finding.first_seen, on)
        _bring_in_line(newest, finding if pk in standing else None, on, since, writing)
    if writing.taken_out:
        FindingSpell.objects.filter(pk__in=writing.taken_out).delete()
    FindingSpell.objects.bulk_update(writing.changed, WRITTEN)
    FindingSpell.objects.bulk_create(writing.begun)


def _lately(findings: Iterable[int], on: date) -> dict[int, list[FindingSpell]]:
    """Return the spells of the findings that had not ended before ``on``, the older first."""
    lasting = Q(period__endswith=None) | Q(period__endswith__gte=on)
    found: dict[int, list[FindingSpell]] = defaultdict(list)
    for spell in FindingSpell.objects.filter(lasting, finding__in=list(findings)).order_by("period"):
        found[spell.finding_id].append(spell)
    return found


def _bring_in_line(
    newest: list[FindingSpell], finding: Finding | None, on: date, since: date, writing: _Writing
) -> None:
    """Compare the spell before the day and that of the day with the finding as it stands at its end."""
    before = next((spell for spell in newest if spell.starts_on < on), None)
    today = next((spell for spell in newest if spell.starts_on == on), None)
    goes_on = finding is not None and before is not None and _says(before, finding)
    if before is not None:
        mended = on if finding is None else None
        _end(before, None if goes_on else on, mended, writing)
        since = before.opened_on
    if finding is None or goes_on:
        if today is not None:
            writing.taken_out.append(today.pk)
    elif today is None:
        writing.begun.append(_spell(finding, on, since))
    elif not _says(today, finding) or today.ends_on is not None:
        fresh = _spell(finding, on, since)
        fresh.pk = today.pk
        writing.changed.append(fresh)


def _says(spell: FindingSpell, finding: Finding) -> bool:
    return all(getattr(spell, name) == getattr(finding, name) for name in SAID)


def _end(spell: FindingSpell, end: date | None, mended_on: date | None, writing: _Writing) -> None:
    """Let the spell end, or last, and write it only if that is new."""
    if (spell.ends_on, spell.mended_on) != (end, mended_on):
        spell.period, spell.mended_on = open_period(spell.starts_on, end), mended_on
        writing.changed.append(spell)


def _spell(finding: Finding, on: date, since: date) -> FindingSpell:
    said = {name: getattr(finding, name) for name in SAID}
    return FindingSpell(finding_id=finding.pk, period=open_period(on), opened_on=since, **said)
