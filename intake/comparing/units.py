"""Units beside those of the register."""

from collections import Counter

from django.utils.translation import gettext as _

from intake.checking.entries import Entry
from intake.comparing.present import names_of_unit, path_of
from intake.comparing.work import Work
from intake.layout.guesses import kind_of
from intake.reading.cells import tight
from schools.choices import BASE_KINDS
from schools.models import Unit
from schools.periods import open_period


def compare_units(work: Work) -> None:
    """Match by name, or by the way from the top where two are called the same."""
    seen: Counter[str] = Counter()
    named: set[int] = set()
    places: Counter[int | None] = Counter()
    for unit in work.present.units:
        above = unit.parent and unit.parent.pk
        places[above] = max(places[above], unit.position)
    for entry in _parents_first(work):
        parent = _parent(entry, work)
        if entry.get("parent") and parent is None:
            continue
        way = tight(f"{path_of(parent)}>{entry.values['name']}" if parent else entry.values["name"])
        seen[way] += 1
        if seen[way] > 1:
            work.error(entry, "name", _("单元“{name}”写了不止一行。").format(name=entry.values["name"]))
            continue
        unit = _known(entry, parent, way, work)
        if unit is None:
            _make(entry, parent, places, work)
        else:
            named.add(id(unit))
            work.settle(entry, unit, _wanted(entry, parent))
    if work.of("units"):
        work.missing("units", [path_of(unit) for unit in work.present.units if id(unit) not in named])


def _parents_first(work: Work) -> list[Entry]:
    """Return the lines so that what a line calls its parent comes before it, if it is in the list at all."""
    entries = work.of("units")
    names = {tight(entry.values["name"]) for entry in entries}
    done: set[str] = set()
    found: list[Entry] = []
    waiting = list(entries)
    while waiting:
        ready = [e for e in waiting if _last(e) in done or _last(e) not in names or _last(e) == ""]
        for entry in ready or waiting:
            found.append(entry)
            done.add(tight(entry.values["name"]))
        waiting = [] if not ready else [e for e in waiting if all(e is not one for one in ready)]
    return found


def _last(entry: Entry) -> str:
    return tight(entry.get("parent", "").rpartition(">")[2])


def _parent(entry: Entry, work: Work) -> Unit | None:
    said = entry.get("parent")
    if not said:
        return None
    parent = work.unit(said)
    if parent is None:
        several = len(work.units.get(tight(said), []))
        text = _("有{n}个单元叫“{name}”，请写成“上级>名称”。") if several else _("没有单元“{name}”。")
        work.error(entry, "parent", text.format(n=several, name=said))
    return parent


def _known(entry: Entry, parent: Unit | None, way: str, work: Work) -> Unit | None:
    """Return the unit of the register the line means."""
    called_so = (unit for unit in work.units.get(way, ()) if unit.pk)
    found = [unit for unit in called_so if tight(path_of(unit)) == way]
    if found or entry.get("parent"):
        return found[0] if found else None
    unit = work.unit(entry.values["name"])
    return unit if unit is not None and unit.pk else None


def _make(entry: Entry, parent: Unit | None, places: Counter[int | None], work: Work) -> None:
    above = parent and (parent.pk or -id(parent))
    places[above] += 1
    kind = entry.get("kind") or kind_of(entry.values["name"])
    if not entry.get("kind"):
        work.note(entry, "kind", _("按名称判断为{kind}。").format(kind=kind.label))
    base = entry.get("is_base")
    unit = Unit(
        school=work.school,
        name=entry.values["name"],
        kind=kind,
        is_base=kind in BASE_KINDS if base is None else base,
        parent=parent,
        position=places[above],
        period=open_period(entry.get("start") or work.on),
    )
    work.make(entry, unit, path_of(unit))
    work.know(work.units, names_of_unit(unit), unit)


def _wanted(entry: Entry, parent: Unit | None) -> dict[str, object]:
    wanted = {name: entry.values[name] for name in ("kind", "is_base") if name in entry.values}
    return wanted | ({"parent": parent} if parent is not None else {})
