"""SEC-006 党员行政副职进班子."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, MemberStage, Role, Severity, SubjectKind
from governance.facts import OrgFact, RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, school, term
from governance.rules.leadership import in_time, out_of_reach
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, info, unknown, warning
from governance.rules.sources import IMPLEMENTING_RULES, local
from governance.rules.vocabulary import about_own_org, committee, committee_size, has_committee, is_full

ORG = general_branch(full=60, tree_branches=2, term=term(committee_seats=5))
TEAM = (
    holder(ORG, Role.SECRETARY, person_id=1),
    holder(None, Role.PRINCIPAL, person_id=2),
    holder(ORG, Role.DEPUTY_SECRETARY, person_id=2),
    holder(None, Role.VICE_PRINCIPAL, person_id=3),
    holder(None, Role.VICE_PRINCIPAL, person_id=4),
    holder(ORG, Role.MEMBER, person_id=3),
)


def committee_not_due(subject: object, facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the branch should have no committee, so that nobody can be asked to join it."""
    return failing.result.severity == Severity.WARNING and about_own_org(subject, facts, failing)


@rule(
    code="SEC-006",
    name=_("党员行政副职进班子"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("是正式党员的副校长没有进入学校党组织班子。"),
    why=_("班子成员双向进入、交叉任职，党组织研究决定重大问题时才听得到各方面分管负责人的意见。"),
    sources=(local(IMPLEMENTING_RULES),),
    parameters=("ALIGN_DAYS",),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-001"),
        Silencer("ORG-002"),
        Silencer("ORG-029"),
        Silencer("CMT-002", when=committee_not_due),
    ),
    texts={
        "": Text(
            _("{school}有{n}名党员副校长未进入党组织班子：{posts}。"), _("请在换届或者补选时统筹考虑。")
        ),
    },
    passes=Example(
        _("2名党员副校长都在党组织班子中。"),
        school(ORG, roles=(*TEAM, holder(ORG, Role.MEMBER, person_id=4))),
    ),
    fails=Example(_("2名党员副校长中1名在党组织班子中，班子还有空额。"), school(ORG, roles=TEAM)),
)
def deputies_outside_committee(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """While every seat is taken only an election can change it: then it is a hint."""
    if (outside := out_of_reach(facts)) is not None:
        return outside
    own = facts.own_org
    if own is None or not _committee_expected(own):
        return NOT_APPLICABLE
    found = [r for r in _deputies(own, facts) if r.stage in (MemberStage.FULL, MemberStage.UNCLEAR)]
    if not found:
        return NOT_APPLICABLE
    seated = {r.person_id for r in committee(own, facts)}
    return _weighed([r for r in found if r.person_id not in seated], own, facts)


def _weighed(missing: list[RoleFact], own: OrgFact, facts: SchoolFacts) -> Result:
    certain = [r for r in missing if is_full(r)]
    if not certain:
        return unknown(_("副校长的党员身份")) if missing else PASSED
    finding = info if _seats_taken(own, facts) else in_time(warning, facts, min(r.start for r in certain))
    return finding(
        n=len(certain),
        posts=list(dict.fromkeys(r.title for r in certain)),
        person_ids=[r.person_id for r in certain],
    )


def _committee_expected(own: OrgFact) -> bool:
    return own.type in LEADING_TYPES or has_committee(own.term)


def _deputies(own: OrgFact, facts: SchoolFacts) -> tuple[RoleFact, ...]:
    """Vice principals and acting principals who are not the secretary, each once."""
    acting = [r for r in facts.leaders(Role.PRINCIPAL) if r.is_acting]
    leaders = {r.person_id for r in facts.holders(own, Role.SECRETARY)}
    people = {r.person_id: r for r in (*acting, *facts.leaders(Role.VICE_PRINCIPAL))}
    return tuple(r for person, r in people.items() if person not in leaders)


def _seats_taken(own: OrgFact, facts: SchoolFacts) -> bool:
    seats = own.term.committee_seats if own.term is not None else None
    return seats is not None and committee_size(own, facts) >= seats
