"""Look whether the records are what was sealed, and whether whatever writes them is in its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from audit.guards import guards_broken
from audit.models import AuditRecord, AuditSeal
from audit.prints import Print, Seal, digest, prints, unpacked
from audit.purging import purged_through
from audit.sealing import open_batch


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was left; ``record`` is the first record concerned, if there is one."""

    sentence: str
    batch: int | None = None
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found."""

    seals: int
    records: int
    unsealed: int
    purged_through: int
    findings: tuple[Finding, ...]


def verify() -> Report:
    """Look at everything: guards, the chain of seals, their copies, every record.

    A record that somebody above the application changes before it is sealed is not told apart from what was
    written: that is why seals are made every five minutes.
    """
    through = purged_through()
    found = [Finding(sentence) for sentence in guards_broken()]
    lines: dict[int, dict[str, Any]] = {}
    for seal, faults in _chain():
        lines[seal.batch] = seal.line()
        found += faults
    found += _copies(lines)
    found += _records(through, max(lines, default=0))
    if strays := AuditRecord.objects.filter(batch__gt=open_batch()).order_by("pk").first():
        text = _("记录 %(record)s 的批次尚未开始，序号可能被改动。") % {"record": strays.pk}
        found.append(Finding(text, strays.batch, strays.pk))
    unsealed = AuditRecord.objects.filter(batch__gt=max(lines, default=0)).count()
    records = sum(line["records"] for line in lines.values())
    return Report(len(lines), records, unsealed, through, tuple(found))


def _seals() -> Iterator[Seal]:
    for row in AuditSeal.objects.order_by("batch").iterator(chunk_size=500):
        yield Seal(**{name: _plain(getattr(row, name)) for name in Seal.__slots__})


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _chain() -> Iterator[tuple[Seal, list[Finding]]]:
    """Yield the seals, each with what is wrong about it: missing ones before, changed, in another order."""
    expected, previous = 1, ""
    for seal in _seals():
        faults = []
        if seal.batch != expected:
            text = _("封存链缺少第 %(first)s 批至第 %(last)s 批的封存。")
            faults.append(Finding(text % {"first": expected, "last": seal.batch - 1}, expected))
        elif seal.previous != previous:
            text = _("第 %(batch)s 批的封存没有接上前一批。")
            faults.append(Finding(text % {"batch": seal.batch}, seal.batch))
        if seal.mac != seal.signed() or seal.digest != digest(seal.prints):
            text = _("第 %(batch)s 批的封存被改动，签名不符。")
            faults.append(Finding(text % {"batch": seal.batch}, seal.batch))
        yield seal, faults
        expected, previous = seal.batch + 1, seal.mac


def _copies(known: dict[int, dict[str, Any]]) -> Iterator[Finding]:
    """Say which seals are known outside of the database and are not, or others, inside."""
    path = Path(settings.AUDIT_SEALS)
    if not path.exists():
        if known:
            yield Finding(_("找不到封存副本 %(path)s，无法发现被整段截去的记录。") % {"path": path})
        return
    with path.open() as file:
        for line in file:
            try:
                told = json.loads(line)
                batch = told["batch"]
            except (ValueError, TypeError, KeyError):
                yield Finding(_("封存副本 %(path)s 中有一行不能读取。") % {"path": path})
                continue
            if known.get(batch) != told:
                yield Finding(_("第 %(batch)s 批的封存与副本不符，或者已被删除。") % {"batch": batch}, batch)


def _records(through: int, last: int) -> Iterator[Finding]:
    """Name the first record of each batch that is not what was sealed."""
    for seal, own in _paired(last):
        if seal is None:
            first = own[0]
            yield Finding(_("记录 %(record)s 不属于任何封存。") % {"record": first.id}, first.batch, first.id)
        elif own or seal.batch > through:
            yield from _batch(seal, {one.id: one.sum for one in own})


def _paired(last: int) -> Iterator[tuple[Seal | None, list[Print]]]:
    """Yield each seal with the records of its batch, and None with those of a batch that has none."""
    groups = groupby(prints(-(2**31), last), key=lambda one: one.batch)
    group = next(groups, None)
    for seal in _seals():
        while group is not None and group[0] < seal.batch:
            yield None, list(group[1])
            group = next(groups, None)
        own: list[Print] = []
        if group is not None and group[0] == seal.batch:
            own = list(group[1])
            group = next(groups, None)
        yield seal, own


def _batch(seal: Seal, own: dict[int, bytes]) -> Iterator[Finding]:
    was = unpacked(seal.prints)
    differing = sorted(key for key in was.keys() | own.keys() if was.get(key) != own.get(key))
    if not differing:
        return
    first = differing[0]
    if first not in own:
        text = _("记录 %(record)s 被删除（第 %(batch)s 批，共 %(n)s 条不符）。")
    elif first not in was:
        text = _("记录 %(record)s 是封存后加入的（第 %(batch)s 批，共 %(n)s 条不符）。")
    else:
        text = _("记录 %(record)s 被改动（第 %(batch)s 批，共 %(n)s 条不符）。")
    names = {"record": first, "batch": seal.batch, "n": len(differing)}
    yield Finding(text % names, seal.batch, first)
