"""Staff built by hand: units with so many members in each."""

from governance.choices import MemberStage, Role
from governance.setup.staff import Group, Staff, Worker
from schools.choices import UnitKind


def unit(name, kind=UnitKind.GRADE, **changes):
    """Return a base unit that is numbered by its name."""
    return Group(name, name, kind, changes.pop("is_base", True), **changes)


def staff(*units, full=(), probationary=(), **lists):
    """Return a staff with ``full`` members in the units, in their order; ``lists`` are further workers."""
    workers = []
    for stage, counts in ((MemberStage.FULL, full), (MemberStage.PROBATIONARY, probationary)):
        for place, count in zip(units, counts, strict=False):
            workers += [worker(f"{place.name}{stage}{nth}", stage, place) for nth in range(count)]
    workers += lists.get("workers", ())
    return Staff(tuple(units), tuple(workers), {one.number: one for one in workers})


def worker(number, stage=MemberStage.FULL, *units, leads=(), roles: tuple[Role, ...] = ()):
    """Return somebody who works in the units."""
    return Worker(
        number, number, stage, tuple(u.number for u in units), tuple(u.number for u in leads), roles
    )
