"""Write down what schools measure: figures that differ end a period and begin another."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from governance.choices import LIVE_STATES, Heads, SchoolOrg
from governance.domain.empty_seats import empty_by_role
from governance.facts import SchoolFacts
from governance.models import SchoolFigures
from governance.rules.leadership import secretary_and_principal
from governance.rules.org.uncovered_base_units import coverage
from schools.periods import open_period

FIELDS = ("base_units", "covered_units", "heads", "org_type", "organizations", "members", "vacancies")


def record_figures(facts: Mapping[int, SchoolFacts], on: date) -> None:
    """Store the figures of each school from ``on``, all together; unchanged ones are left alone."""
    counted = figures(facts, on)
    begun, changed, kept = [], [], _lately(facts, on)
    for pk, measured in counted.items():
        row = kept.get(pk)
        if row is not None and (row.starts_on > on or all(getattr(row, n) == measured[n] for n in FIELDS)):
            continue
        if row is not None and row.starts_on == on:
            for name, value in measured.items():
                setattr(row, name, value)
            changed.append(row)
            continue
        if row is not None:
            row.period = open_period(row.starts_on, on)
            changed.append(row)
        begun.append(SchoolFigures(school_id=pk, period=open_period(on), **measured))
    SchoolFigures.objects.bulk_update(changed, [*FIELDS, "period"])
    SchoolFigures.objects.bulk_create(begun)


def figures(facts: Mapping[int, SchoolFacts], on: date) -> dict[int, dict[str, Any]]:
    """Return what each school measures."""
    empty = empty_by_role(facts, on)
    return {pk: {**_of(one), "vacancies": empty[pk]} for pk, one in facts.items()}


def _lately(facts: Mapping[int, SchoolFacts], on: date) -> dict[int, SchoolFigures]:
    """Return by school the figures that last."""
    lasting = SchoolFigures.objects.filter(Q(period__endswith=None), school__in=list(facts))
    return {row.school_id: row for row in lasting}


def _of(facts: SchoolFacts) -> dict[str, Any]:
    covered, total = coverage(facts)
    live = Counter(str(org.type) for org in facts.orgs if org.state in LIVE_STATES)
    return {
        "base_units": total,
        "covered_units": covered,
        "heads": heads(facts).value,
        "org_type": org_type(facts).value,
        "organizations": dict(sorted(live.items())),
        "members": facts.unit_all,
    }


def heads(facts: SchoolFacts) -> Heads:
    """Return whether secretary and principal are one person: the fact that SEC-001 asks about."""
    if facts.own_org is None:
        return Heads.NONE
    both = secretary_and_principal(facts)
    if both is None:
        return Heads.OPEN
    return Heads.COMBINED if both[0].person_id == both[1].person_id else Heads.SEPARATE


def org_type(facts: SchoolFacts) -> SchoolOrg:
    """Return how the school has an organisation, or is looked after without one."""
    if facts.own_org is not None:
        return SchoolOrg(facts.own_org.type)
    if facts.joint is not None:
        return SchoolOrg.JOINT
    return SchoolOrg.ATTACHED if facts.attached_to else SchoolOrg.NONE
