"""Whole schools in good order, for cases that say "only", and short ways to ask about them."""

from dataclasses import replace

from governance.choices import Duty, Gate, GroupType, Method, OrgType, Role, SubjectKind
from governance.facts import OrgFact, RoleFact, SchoolFacts, exactly
from governance.rules.examples import branch, general_branch, group, holder, inner_branch, school, term, unit
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement, Result
from governance.rules.texts import mend, sentence

DUTIES = (Duty.ORGANIZATION, Duty.PUBLICITY, Duty.DISCIPLINE)
SECRETARY_ID, PRINCIPAL_ID = 301, 302


def result(facts: SchoolFacts, code: str, org: OrgFact | None = None) -> Result:
    """The one result of a rule, or its result for ``org``."""
    (found,) = [j.result for j in judge(facts, [code]) if org is None or j.subject_id == org.id]
    return found


def of_school(facts: SchoolFacts, code: str) -> Result:
    """The result of a rule for the school itself."""
    return next(j.result for j in judge(facts, [code]) if j.subject_kind == SubjectKind.SCHOOL)


def at_gate(facts: SchoolFacts, code: str, gate: Gate, org: OrgFact) -> Result:
    """The result of a rule at a gate for ``org``."""
    (found,) = [j.result for j in judge_at(facts, gate, org.id) if j.rule == code]
    return found


def failures(facts: SchoolFacts) -> list[Judgement]:
    """All findings of the whole catalogue."""
    return [j for j in judge(facts) if j.fails]


def codes(facts: SchoolFacts) -> list[str]:
    """The codes of all findings, in order."""
    return sorted(j.rule for j in failures(facts))


def said(facts: SchoolFacts, code: str) -> str:
    """The sentence of the rule's one finding."""
    found = finding(facts, code)
    return sentence(code, found.result.variant, found.result.evidence)


def advice(facts: SchoolFacts, code: str) -> str:
    """How to mend the rule's one finding."""
    found = finding(facts, code)
    return mend(code, found.result.variant, found.result.evidence)


def finding(facts: SchoolFacts, code: str) -> Judgement:
    """The rule's one finding."""
    (found,) = [j for j in judge(facts, [code]) if j.fails]
    return found


def team(org: OrgFact, *, deputies: int = 0, members: int = 0, **secretary: object) -> tuple[RoleFact, ...]:
    """A complete committee of ``org``; the three duties lie with the plain members in turn."""
    base = {"body_id": org.id, "branch_id": org.id, "in_subtree": True}
    posts = [holder(org, Role.SECRETARY, **{**base, **secretary})]
    posts += [holder(org, Role.DEPUTY_SECRETARY, is_full_time_party=True, **base) for _ in range(deputies)]
    posts += [
        holder(org, Role.MEMBER, method=Method.ELECTED, duties=frozenset(DUTIES[n::members]), **base)
        for n in range(members)
    ]
    return tuple(replace(p, filed_on=p.start, elected_on=p.start) for p in posts)


def groups(secretary_id: int = SECRETARY_ID) -> tuple:
    """The three leading groups as one, headed by the secretary."""
    types = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY)
    return (group(*types, head_ids=(secretary_id,)),)


def branch_school(
    full: int = 12, *, seats: int = 3, own: dict | None = None, **changes: object
) -> SchoolFacts:
    """A school with one branch in good order: one person is secretary and principal."""
    org = branch(full=full, term=term(committee_seats=seats, full_at_start=exactly(full)), **(own or {}))
    posts = team(org, deputies=1, members=1 if seats else 0, person_id=SECRETARY_ID)
    principal = holder(None, Role.PRINCIPAL, person_id=SECRETARY_ID)
    base = {
        "unit_full": exactly(full),
        "unit_all": full,
        "roles": (*posts, principal),
        "groups": groups(),
        "units": (unit("语文组", party_members=2), unit("数学组", party_members=2)),
    }
    return school(org, **{**base, **changes})


def general_branch_school(
    sizes: tuple[int, ...] = (30, 30), *, own: dict | None = None, **changes: object
) -> SchoolFacts:
    """A school with a 总支 in good order; one branch of each size stands on a unit of its own."""
    total = sum(sizes)
    top = general_branch(
        **{
            "id": 200,
            "full": total,
            "own_full": exactly(0),
            "own_all": 0,
            "tree_branches": len(sizes),
            "term": term(committee_seats=5),
            **(own or {}),
        }
    )
    below = tuple(
        inner_branch(
            top,
            id=201 + n,
            name=f"第{n + 1}支部",
            full=size,
            host_unit_ids=(401 + n,),
            term=term(committee_seats=3, full_at_start=exactly(size)),
        )
        for n, size in enumerate(sizes)
    )
    units = tuple(unit(f"{n + 1}年级组", id=401 + n, hosted_by=(201 + n,)) for n in range(len(sizes)))
    principal = holder(None, Role.PRINCIPAL, person_id=PRINCIPAL_ID)
    deputy = holder(top, Role.DEPUTY_SECRETARY, person_id=PRINCIPAL_ID, elected_on=principal.start)
    posts = [*team(top, members=3, person_id=SECRETARY_ID), deputy, principal]
    for org, u in zip(below, units, strict=True):
        head = holder(u, Role.UNIT_HEAD)
        posts += [head, *team(org, members=2, person_id=head.person_id)]
    base = {
        "unit_full": exactly(total),
        "unit_all": total,
        "roles": tuple(posts),
        "groups": groups(),
        "units": units,
    }
    return school(top, *below, **{**base, **changes})


def changed(facts: SchoolFacts, org: OrgFact, **changes: object) -> SchoolFacts:
    """The same school with one organisation changed."""
    return replace(facts, orgs=tuple(replace(o, **changes) if o.id == org.id else o for o in facts.orgs))


def superior_of(facts: SchoolFacts) -> OrgFact:
    """The 总支 or 党委 of the school."""
    return next(o for o in facts.orgs if o.type in (OrgType.GENERAL_BRANCH, OrgType.COMMITTEE))
