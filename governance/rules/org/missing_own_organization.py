"""ORG-001 应建未建."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import SchoolFacts, exactly
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import joint_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown
from governance.rules.sources import BRANCH_REGULATION, PARTY_CONSTITUTION, article, text
from governance.rules.vocabulary import iso, longer_than, state_label
from schools.choices import SchoolState

MEND = _(
    "请核对党员名册和组织关系，研究提出党组织设置方案，报{upper}审批；"
    "原由联合党支部覆盖的，同步办理覆盖单位调整。"
)
_JOINT = joint_branch(id=50, name="示例片区联合党支部")


@rule(
    code="ORG-001",
    name=_("应建未建"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    summary=_("学校有正式党员3人以上，没有单独建立党组织。"),
    why=_("有正式党员3人以上的单位都应当成立党的基层组织，党员才能就近参加组织生活、发挥作用。"),
    sources=(article(BRANCH_REGULATION, _("第四条")), text(PARTY_CONSTITUTION)),
    parameters=("MIN_FULL_BRANCH", "ESTABLISH_GRACE"),
    is_waivable=False,
    texts={
        "a": Text(_("{school}现有正式党员{n_full}人，尚未单独建立党组织。"), MEND),
        "b": Text(_("{school}现有正式党员{n_full}人，目前仍由{joint}覆盖，尚未单独建立党组织。"), MEND),
        "c": Text(
            _("{school}现有正式党员{n_full}人，尚未单独建立党组织（正在办理：{state}，{date}）。"), MEND
        ),
    },
    passes=Example(
        _("学校有正式党员2人，由联合党支部覆盖。"), school(unit_full=exactly(2), unit_all=2, joint=_JOINT)
    ),
    fails=Example(
        _("学校有正式党员3人，只由联合党支部覆盖。"), school(unit_full=exactly(3), unit_all=3, joint=_JOINT)
    ),
)
def missing_own_organization(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Three full members make an organisation of their own due; other cover only names what is there now."""
    if school.state != SchoolState.ACTIVE or school.is_legal_person is False:
        return NOT_APPLICABLE
    if school.own_org is not None:
        return PASSED
    enough = school.unit_full.at_least(facts.params["MIN_FULL_BRANCH"])
    if enough is False:
        return NOT_APPLICABLE
    if enough is None:
        return unknown(_("党员政治面貌和转正日期"))
    if school.is_legal_person is None:
        return unknown(_("法人资格"))
    return _missing(facts)


def _missing(facts: SchoolFacts) -> Result:
    """The founding takes months: it is a hint while it is under way or the members are new."""
    count = facts.unit_full.lo
    pending = facts.pending_org
    if pending is not None:
        return info("c", n_full=count, state=state_label(pending), date=iso(pending.state_since))
    cover = facts.joint.name if facts.joint is not None else facts.attached_to
    late = longer_than(facts.since3, facts.params["ESTABLISH_GRACE"], facts)
    finding = error if late else info
    return finding("b", n_full=count, joint=cover) if cover else finding("a", n_full=count)
