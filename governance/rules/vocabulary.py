"""Words shared by several rules (docs/judging.md §2). Each is a question about the facts, nothing more."""

from calendar import monthrange
from datetime import date, timedelta

from governance.choices import (
    BRANCH_TYPES,
    COMMITTEE_ROLES,
    LEADING_TYPES,
    LIVE_STATES,
    Duty,
    MemberStage,
    OrgKind,
    OrgLevel,
    OrgType,
    Role,
    SubjectKind,
)
from governance.facts import OrgFact, RoleFact, SchoolFacts, TermFact
from governance.rules.results import Judgement
from schools.choices import LeadershipSystem, Ownership, SchoolState


def in_scope(facts: SchoolFacts) -> bool | None:
    """Tell whether the 2022 opinion speaks about the school; None if ownership or legal status is missing."""
    if facts.state != SchoolState.ACTIVE or facts.type_code not in facts.params["SCOPE_TYPES"]:
        return False
    if facts.ownership == Ownership.PRIVATE or facts.is_legal_person is False:
        return False
    if facts.ownership is None or facts.is_legal_person is None:
        return None
    return True


def system_on(facts: SchoolFacts) -> bool:
    """Tell whether the school has switched to the leadership of its Party organisation."""
    switched = facts.leadership_system == LeadershipSystem.PARTY_LED
    since = facts.system_from
    return bool(in_scope(facts)) and switched and since is not None and since <= facts.on


def inner(org: OrgFact, facts: SchoolFacts) -> bool:
    """Tell whether ``org`` is a branch inside a school: on duty, below a 总支 or 党委 of the same school."""
    superior = facts.superior(org)
    return (
        org.type == OrgType.BRANCH
        and org.level == OrgLevel.INNER
        and org.kind == OrgKind.ON_DUTY
        and superior is not None
        and superior.type in LEADING_TYPES
        and superior.school_id == org.school_id
    )


def children(org: OrgFact, facts: SchoolFacts) -> tuple[OrgFact, ...]:
    """Return the live organisations of this school directly below ``org``."""
    return tuple(o for o in facts.orgs if o.superior_id == org.id and o.state in LIVE_STATES)


def child_branches(org: OrgFact, facts: SchoolFacts) -> tuple[OrgFact, ...]:
    """Return the live branches of this school directly below ``org``."""
    return tuple(o for o in children(org, facts) if o.type in BRANCH_TYPES)


def has_committee(term: TermFact | None) -> bool:
    """Tell whether the current term has a committee."""
    return term is not None and bool(term.committee_seats)


def committee(org: OrgFact, facts: SchoolFacts) -> tuple[RoleFact, ...]:
    """Return the active assignments to the committee of ``org``, acting leaders aside."""
    return tuple(r for r in facts.holders(org, *COMMITTEE_ROLES) if not r.is_acting)


def committee_size(org: OrgFact, facts: SchoolFacts) -> int:
    """Return how many distinct persons sit in the committee."""
    return len({r.person_id for r in committee(org, facts)})


def the_one(roles: tuple[RoleFact, ...]) -> RoleFact | None:
    """Return the one regular holder, or None if there is none, more than one, or only an acting one."""
    regular = [r for r in roles if not r.is_acting]
    return regular[0] if len(regular) == 1 else None


def secretary(org: OrgFact | None, facts: SchoolFacts) -> RoleFact | None:
    """Return the secretary of ``org``, an acting one aside."""
    return None if org is None else the_one(facts.holders(org, Role.SECRETARY))


def principal(facts: SchoolFacts) -> RoleFact | None:
    """Return the principal, an acting one aside."""
    return the_one(facts.leaders(Role.PRINCIPAL))


def is_full(role: RoleFact) -> bool:
    """Tell whether the holder is certainly a full member."""
    return role.stage == MemberStage.FULL


def aligned(start: date | None, facts: SchoolFacts) -> bool:
    """Tell whether the days given for re-arranging the leadership have passed since ``start``."""
    return start is not None and facts.on > start + timedelta(days=facts.params["ALIGN_DAYS"])


def align_from(facts: SchoolFacts, *starts: date | None) -> date | None:
    """Return the latest of the switch, the activation of the organisation and ``starts``."""
    own = facts.own_org
    known = [day for day in (facts.system_from, own.activated_on if own else None, *starts) if day]
    return max(known, default=None)


def iso(day: date | None) -> str:
    """Return a date as evidence keeps it."""
    return day.isoformat() if day else ""


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same day ``years`` later; 29 February becomes 28 February."""
    return add_months(day, 12 * years)


def term_due(term: TermFact, on: date) -> date | None:
    """Return the day on which the term is due: the extension's, if it is approved by ``on``."""
    return term.extended_until if extension_approved(term, on) else term.planned_end


def extension_approved(term: TermFact, on: date) -> bool:
    """Tell whether an extension of the term is approved on ``on``."""
    approved_on = term.extension_approved_on
    return term.extended_until is not None and approved_on is not None and approved_on <= on


def org_of_term(term: TermFact, facts: SchoolFacts) -> OrgFact:
    """Return the organisation whose current term it is."""
    return next(org for org in facts.orgs if org.term is not None and org.term.id == term.id)


def regular(org: OrgFact, facts: SchoolFacts, *roles: Role) -> tuple[RoleFact, ...]:
    """Return the holders of ``roles`` in ``org``, acting ones aside."""
    return tuple(r for r in facts.holders(org, *roles) if not r.is_acting)


def empty_seats(org: OrgFact, facts: SchoolFacts) -> int:
    """Return how many approved seats of the committee nobody holds; 0 while the number is not recorded."""
    seats = org.term.committee_seats if org.term is not None else None
    return max(0, (seats or 0) - committee_size(org, facts))


def duties_held(org: OrgFact, facts: SchoolFacts) -> frozenset[Duty]:
    """Return the duties that somebody in the committee of ``org`` holds."""
    return frozenset().union(*(r.duties for r in facts.holders(org, *COMMITTEE_ROLES)))


def about_own_org(subject: object, facts: SchoolFacts, failing: Judgement) -> bool:
    """Silencer condition: the other rule is about the subject; for a school about its own organisation."""
    org = subject if isinstance(subject, OrgFact) else facts.own_org
    about_an_org = failing.subject_kind == SubjectKind.ORGANIZATION
    return about_an_org and org is not None and failing.subject_id == org.id


def in_this_school(_subject: object, _facts: SchoolFacts, _failing: Judgement) -> bool:
    """Silencer condition of school-level rules: the other rule fails anywhere in the school."""
    return True


def state_label(org: OrgFact) -> str:
    """Return the state of ``org`` as people call it."""
    return str(org.state.label)


def approver(org: OrgFact, facts: SchoolFacts) -> str:
    """Return who approves changes of ``org``: the nearest 党委 or upper organisation above it."""
    above: OrgFact | None = org
    while above is not None:
        superior = facts.superior(above)
        if superior is None:
            return above.external_superior or "上级党组织"
        if superior.type in (OrgType.COMMITTEE, OrgType.UPPER):
            return superior.name
        above = superior
    return "上级党组织"


def longer_than(start: date | None, days: int, facts: SchoolFacts) -> bool:
    """Tell whether more than ``days`` days have passed; an unknown start is taken as long ago."""
    return start is None or facts.on > start + timedelta(days=days)


def days_since(start: date, facts: SchoolFacts) -> int:
    """Return the days that have passed since ``start``."""
    return (facts.on - start).days


def legal_units(org: OrgFact) -> list[str]:
    """Return the names of the units a joint branch covers, one for each legal person."""
    names: dict[str, str] = {}
    for unit in org.covered:
        names.setdefault(unit.legal_key, unit.name)
    return list(names.values())


def deputies_beside_principal(org: OrgFact, facts: SchoolFacts) -> int:
    """Return how many distinct regular deputy secretaries ``org`` has, the principal not counted."""
    principals = {r.person_id for r in facts.leaders(Role.PRINCIPAL)}
    deputies = {r.person_id for r in regular(org, facts, Role.DEPUTY_SECRETARY)}
    return len(deputies - principals)
