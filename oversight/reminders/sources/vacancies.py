"""Vacancies: of a secretary and of a team's seats, when they become vacant and when they stay so for long.

What is vacant, since when, and what is long are those of CMT-014 and CMT-008.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.choices import COMMITTEE_ROLES, LIVE_STATES, Role
from governance.facts import OrgFact, SchoolFacts
from governance.rules.cmt.missing_secretary import LED_TYPES
from governance.rules.cmt.unfilled_committee_seat import empty_seats
from governance.rules.vocabulary import regular
from oversight.choices.reminding import To
from oversight.due import Due

LABELS = {"vacancy": _("职务空缺")}
TEXTS = {
    "vacancy_secretary": _("{org}书记自{since}起空缺，请在{deadline}前按程序补选或者提请指派。"),
    "vacancy_secretary_long": _("{org}书记自{since}起空缺，已经超过{days}天，也没有人主持工作。"),
    "vacancy_seats": _("{org}班子核定{seats}人，现有{n}人，自{since}起缺额，请在{deadline}前补选。"),
    "vacancy_seats_long": _("{org}班子核定{seats}人，现有{n}人，缺额已经超过{days}天，尚未登记补选。"),
    "vacancy_deputy": _("{org}核定副书记{seats}名，现有{n}名，自{since}起缺额，请在{deadline}前补选。"),
    "vacancy_deputy_long": _("{org}核定副书记{seats}名，现有{n}名，缺额已经超过{days}天，尚未登记补选。"),
}
BOTH, SCHOOL = (To.SCHOOL, To.ABOVE), (To.SCHOOL,)


def vacancy_dues(org: OrgFact, facts: SchoolFacts) -> Iterator[Due]:
    """Yield what is due about the empty seats of the organisation."""
    if org.state in LIVE_STATES:
        yield from _secretary(org, facts)
        yield from _seats(org, facts)


def _secretary(org: OrgFact, facts: SchoolFacts) -> Iterator[Due]:
    since = org.secretary_vacant_since or org.activated_on or org.established_on
    if org.type not in LED_TYPES or since is None or regular(org, facts, Role.SECRETARY):
        return
    is_acted = any(role.is_acting for role in facts.holders(org, *COMMITTEE_ROLES))
    days = facts.params["SECRETARY_VACANCY_DAYS"]
    yield from _dues("vacancy_secretary", org, facts, (since, days), {}, new=BOTH, is_long_due=not is_acted)


def _seats(org: OrgFact, facts: SchoolFacts) -> Iterator[Due]:
    empty = empty_seats(org, facts)
    if empty is not None:
        kind = f"vacancy_{empty.variant or 'seats'}"
        words = {"seats": empty.seats, "n": empty.present}
        yield from _dues(kind, org, facts, (empty.since, facts.params["VACANCY_DAYS"]), words, new=SCHOOL)


def _dues(
    kind: str,
    org: OrgFact,
    facts: SchoolFacts,
    span: tuple[date, int],
    words: dict[str, Any],
    *,
    new: tuple[To, ...],
    is_long_due: bool = True,
) -> Iterator[Due]:
    """Yield the reminders of the vacancy's stage.

    Args:
        span: since when it is vacant, and how many days it may be.
        new: who is reminded at first; both sides are once it is long.

    """
    since, days = span
    deadline = since + timedelta(days=days)
    is_long = facts.on > deadline and is_long_due
    stage = f"{kind}_long" if is_long else kind
    for to in BOTH if is_long else new:
        yield Due(
            kind=stage,
            key=f"vacancy/{org.number}/{since}/{stage}/{to}",
            due_on=deadline + timedelta(days=1) if is_long else since,
            deadline=deadline,
            school_id=facts.id,
            jurisdiction_id=None,
            to=to,
            words={
                "org": org.name, "since": since.isoformat(), "days": days,
                "deadline": deadline.isoformat(), **words,
            },
            url=reverse("governance:organization", args=[org.number]),
        )  # fmt: skip
