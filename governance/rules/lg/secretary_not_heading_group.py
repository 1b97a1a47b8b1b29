"""LG-004 领导小组组长."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, GroupType, Role, Severity, SubjectKind
from governance.facts import GroupFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, group, holder, school
from governance.rules.leadership import out_of_reach
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, info, unknown, warning
from governance.rules.sources import FROM_ARTICLE, IMPLEMENTING_RULES, local
from governance.rules.vocabulary import about_own_org, principal, secretary

ORG = branch(full=20)
LEADERS = (holder(ORG, Role.SECRETARY, person_id=1), holder(None, Role.PRINCIPAL, person_id=2))

#: The secretary heads these; 德育 is commonly given to the principal.
HEADED_BY_SECRETARY = (GroupType.IDEOLOGICAL_POLITICAL, GroupType.IDEOLOGY)


def head_has_left(group: GroupFact, _facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether LG-007 is about a head of this very group: then the list is to be put right first."""
    return failing.subject_id == group.id and bool(group.stale_head_ids)


@rule(
    code="LG-004",
    name=_("领导小组组长"),
    subject=SubjectKind.GROUP,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_(
        "思想政治、意识形态工作领导小组的组长中没有党组织书记；德育工作领导小组的组长中没有书记或者校长。"
    ),
    why=_("党组织书记是思想政治和意识形态工作的第一责任人。"),
    sources=(FROM_ARTICLE, local(IMPLEMENTING_RULES)),
    silenced_by=(Silencer("LG-007", when=head_has_left), Silencer("CMT-014", when=about_own_org)),
    texts={
        "": Text(
            _("{school}{type}工作领导小组组长中没有党组织书记。"),
            _("请明确党组织书记担任组长（可以与校长任双组长）。"),
        ),
    },
    passes=Example(
        _("书记和校长都是意识形态工作领导小组组长。"),
        school(ORG, roles=LEADERS, groups=(group(GroupType.IDEOLOGY, head_ids=(1, 2)),)),
    ),
    fails=Example(
        _("意识形态工作领导小组只有副校长一人任组长。"),
        school(ORG, roles=LEADERS, groups=(group(GroupType.IDEOLOGY, head_ids=(3,)),)),
    ),
)
def secretary_not_heading_group(group: GroupFact, facts: SchoolFacts) -> Result:
    """A group that carries several types is judged once, by the strictest of them."""
    if (outside := out_of_reach(facts)) is not None:
        return outside
    headed = [t for t in HEADED_BY_SECRETARY if t in group.types]
    leader, head = secretary(facts.own_org, facts), principal(facts)
    if leader is None or not (headed or GroupType.MORAL_EDUCATION in group.types):
        return NOT_APPLICABLE
    if not group.head_ids:
        return unknown(_("领导小组组长"))
    expected = {leader.person_id} | ({head.person_id} if head is not None and not headed else set())
    if expected & set(group.head_ids):
        return PASSED
    types = headed or [GroupType.MORAL_EDUCATION]
    return (warning if headed else info)(type=[str(t.label) for t in types])
