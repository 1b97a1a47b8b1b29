"""What a round is about: which schools, and which rules."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from governance.presentation.chapters import chapters
from governance.presentation.filters import SchoolFilter, with_org_type
from governance.presentation.jurisdiction_page import schools_inside
from governance.rules.catalogue import all_rules, in_reading_order
from oversight.choices.round import Choosing
from oversight.models import Round
from schools.choices import SchoolState
from schools.models import School


def schools_chosen(round_: Round, user: User, on: date) -> QuerySet[School]:
    """Return the schools that the selection of a draft names today; closed schools are left out."""
    schools = schools_inside(round_.jurisdiction, user).exclude(state=SchoolState.CLOSED)
    choosing = round_.selection.get("choosing", Choosing.ALL)
    if choosing == Choosing.TICKED:
        return schools.filter(code__in=round_.selection.get("codes", []))
    if choosing == Choosing.FILTER:
        asked = SchoolFilter(round_.selection.get("filter", {}))
        return asked.narrow(with_org_type(schools, on))
    return schools


def rules_of(round_: Round) -> list[str]:
    """Return the codes of the rules the round is about, in reading order; nothing chosen is everything."""
    if not round_.rules and not round_.chapters:
        return [rule.code for rule in in_reading_order()]
    return [
        rule.code
        for rule in in_reading_order()
        if rule.code in round_.rules or rule.chapter.lower() in round_.chapters
    ]


def is_about_all_rules(round_: Round) -> bool:
    """Tell whether no rule and no chapter was chosen."""
    return not round_.rules and not round_.chapters


def rule_condition(round_: Round) -> Q:
    """Return the condition that a finding is of one of the rules."""
    return Q() if is_about_all_rules(round_) else Q(rule__in=rules_of(round_))


def rules_said(round_: Round) -> list[str]:
    """Return the chapters and rules that were chosen, by their names."""
    names = dict(chapters())
    known = all_rules()
    chosen = [names[code] for code in round_.chapters if code in names]
    return chosen + [f"{code} {known[code].name}" for code in round_.rules if code in known]


def known_codes(codes: Collection[str]) -> list[str]:
    """Return those of the codes that are rules, in reading order."""
    return [rule.code for rule in in_reading_order() if rule.code in codes]
