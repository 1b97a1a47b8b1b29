"""The registered fields one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from privacy.registry.nobody import NOBODYS
from privacy.registry.people import PEOPLE
from privacy.registry.treatment import Mask, Treatment
from privacy.registry.work import WORK


@dataclass(frozen=True, slots=True)
class Registered:
    """One field: the label of its table, its name, how it is treated."""

    table: str
    name: str
    treatment: Treatment

    @property
    def is_hidden(self) -> bool:
        """Whether pages mask it until somebody says why he has to see it."""
        return self.treatment.mask == Mask.HIDDEN


@cache
def registered() -> tuple[Registered, ...]:
    """Return every registered field, table by table."""
    return tuple(_all())


@cache
def registered_of(table: str) -> dict[str, Registered]:
    """Return the registered fields of the table with this label, by name."""
    return {one.name: one for one in registered() if one.table == table}


@cache
def nobodys(table: str) -> dict[str, str]:
    """Return the fields of the table that say nothing about anybody, with the reason."""
    return {name: why for names, why in NOBODYS.get(table, {}).items() for name in names.split()}


def _all() -> Iterator[Registered]:
    for tables in (PEOPLE, WORK):
        for table, groups in tables.items():
            for names, treatment in groups.items():
                yield from (Registered(table, name, treatment) for name in names.split())
