"""When the rules on a school's leadership speak, and how loudly (docs/judging.md §2.4)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgType
from governance.facts import RoleFact, SchoolFacts
from governance.rules.results import NOT_APPLICABLE, Result, info, unknown
from governance.rules.vocabulary import align_from, aligned, in_scope, principal, secretary
from schools.choices import LeadershipSystem

Finding = Callable[..., Result]


def not_switched(facts: SchoolFacts) -> Result | None:
    """Return why the rules of the 2022 opinion do not judge the school; None if they do.

    A school whose ownership or legal status is not recorded is UNKNOWN only if all else says that it
    has switched: one missing field must not hold up rules that would not apply anyway.
    """
    since = facts.system_from
    if facts.leadership_system != LeadershipSystem.PARTY_LED or since is None or since > facts.on:
        return NOT_APPLICABLE
    scope = in_scope(facts)
    if scope is None:
        return unknown(*_missing(facts))
    return None if scope else NOT_APPLICABLE


def _missing(facts: SchoolFacts) -> list[Any]:
    named = {_("办别"): facts.ownership, _("独立法人"): facts.is_legal_person}
    return [label for label, value in named.items() if value is None]


def out_of_reach(facts: SchoolFacts, *types: OrgType) -> Result | None:
    """Return why a rule on the leadership of schools with an organisation of ``types`` does not judge.

    Without ``types`` an organisation of any type will do. None means that the rule goes on.
    """
    own = facts.own_org
    if own is None or (types and own.type not in types):
        return NOT_APPLICABLE
    return not_switched(facts)


def secretary_and_principal(facts: SchoolFacts) -> tuple[RoleFact, RoleFact] | None:
    """Return the one secretary and the one principal; None while either is vacant or only acting."""
    first, second = secretary(facts.own_org, facts), principal(facts)
    return (first, second) if first is not None and second is not None else None


def in_time(finding: Finding, facts: SchoolFacts, *starts: date | None) -> Finding:
    """Return ``finding``, or a hint while the days given for re-arranging the leadership run.

    They run from the latest of the switch, the activation of the organisation and ``starts``.
    """
    return finding if aligned(align_from(facts, *starts), facts) else info
