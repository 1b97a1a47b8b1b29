"""ORG-011 党总支、党委下设支部."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, inner_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import longer_than

TEXT = Text(
    _("{org}下设正常运行的支部{n}个，少于一般不少于{min}个的设置。"),
    _(
        "请结合年级组、学科组、行政组设置支部；"
        "党员人数较少、不需要分设的，研究调整{org}的设置形式，报{upper}审批。"
    ),
)
_TWO = general_branch(id=85, full=60, tree_branches=2)
_ONE = general_branch(id=86, full=53, tree_branches=1)


@rule(
    code="ORG-011",
    name=_("党总支、党委下设支部"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党总支或者党委之下正常运行的支部少于一般设置的个数。"),
    why=_("党总支、党委通过下设的支部开展工作；只有一个支部或者没有支部的，设置形式需要研究。"),
    sources=(BY_DEFAULT,),
    parameters=("CHILD_BR_MIN", "SETUP_MAX_DAYS"),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"), Silencer("ORG-009")),
    texts={"": TEXT, "0": TEXT},
    passes=Example(
        _("党总支下设一个在职支部和一个离退休支部。"),
        school(_TWO, inner_branch(_TWO, full=40), inner_branch(_TWO, full=20)),
    ),
    fails=Example(_("党总支只下设一个支部，有党员53人。"), school(_ONE, inner_branch(_ONE, full=53))),
)
def too_few_child_branches(org: OrgFact, facts: SchoolFacts) -> Result:
    """Every branch below counts, through other schools too; the first months after activation are a hint."""
    if org.type not in LEADING_TYPES:
        return NOT_APPLICABLE
    least = facts.params["CHILD_BR_MIN"]
    if org.tree_branches >= least:
        return PASSED
    settled = longer_than(org.activated_on, facts.params["SETUP_MAX_DAYS"], facts)
    finding = warning if settled else info
    return finding("" if org.tree_branches else "0", n=org.tree_branches, min=least)
