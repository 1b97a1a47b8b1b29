"""SEC-002 书记不兼行政领导职务."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Role, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, school
from governance.rules.leadership import in_time, out_of_reach
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import LEADERSHIP_OPINION, article
from governance.rules.vocabulary import about_own_org, principal, secretary

ORG = general_branch(full=60, tree_branches=2)


@rule(
    code="SEC-002",
    name=_("书记不兼行政领导职务"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("设党委、党总支的学校，书记同时担任本校副校长等行政领导职务。"),
    why=_("书记一般不兼任行政领导职务，集中精力主持党组织全面工作。"),
    sources=(article(LEADERSHIP_OPINION, _("第十二条")),),
    parameters=("ALIGN_DAYS", "ADMIN_POSTS"),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-001"),
        Silencer("ORG-002"),
        Silencer("ORG-029"),
        Silencer("SEC-001"),
        Silencer("CMT-014", when=about_own_org),
    ),
    texts={
        "": Text(_("{school}党组织书记同时登记为{post}。"), _("请核对任职文件；确需兼任的，登记批准文件。")),
    },
    passes=Example(
        _("设党总支的学校，书记任教思想政治课，没有行政领导职务。"),
        school(ORG, roles=(holder(ORG, Role.SECRETARY), holder(None, Role.PRINCIPAL))),
    ),
    fails=Example(
        _("设党总支的学校，书记同时是副校长。"),
        school(
            ORG,
            roles=(
                holder(ORG, Role.SECRETARY, person_id=1),
                holder(None, Role.VICE_PRINCIPAL, person_id=1),
                holder(None, Role.PRINCIPAL),
            ),
        ),
    ),
)
def secretary_in_administration(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Teaching and unit posts do not count; a secretary who is the principal is SEC-001."""
    if (outside := out_of_reach(facts, *LEADING_TYPES)) is not None:
        return outside
    leader, head = secretary(facts.own_org, facts), principal(facts)
    if leader is None or (head is not None and head.person_id == leader.person_id):
        return NOT_APPLICABLE
    counted = [role for role in Role if role in facts.params["ADMIN_POSTS"]]
    posts = [r for r in facts.leaders(*counted) if r.person_id == leader.person_id]
    if not posts:
        return PASSED
    finding = in_time(warning, facts, leader.start, *(r.start for r in posts))
    return finding(post=[r.title for r in posts])
