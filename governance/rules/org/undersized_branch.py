"""ORG-007 支部人数不再符合条件."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, Gate, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, article, text
from governance.rules.vocabulary import iso, longer_than

SENTENCE = _("{org}现有正式党员{n_full}人，自{below_since}起不足3人。")
MEND = _(
    "请与{upper}研究，补充编入党员、并入其他支部，或者调整为联合党支部；需要撤销的，先完成党员组织关系转接。"
)


@rule(
    code="ORG-007",
    name=_("支部人数不再符合条件"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("支部的正式党员不足3人，超过了处理期。"),
    why=_("正式党员不足3人的支部难以正常开展组织生活，单位变化后应当及时调整或者撤销支部。"),
    sources=(article(BRANCH_REGULATION, _("第四条")), text(BRANCH_REGULATION)),
    parameters=("MIN_FULL_BRANCH", "GRACE_DAYS"),
    is_waivable=False,
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(SENTENCE, MEND),
        "activation": Text(
            _("{org}现有正式党员{n_full}人，启用时应当有正式党员{least}人以上。"),
            _("请先登记编入党员的起始日期；人数确实不足的，研究组建联合党支部。"),
        ),
    },
    passes=Example(_("支部有正式党员3人。"), school(branch(full=3))),
    fails=Example(
        _("支部有正式党员2人、预备党员6人，已有91天。"),
        school(branch(full=2, own_all=8, below_since=date(2026, 3, 2))),
    ),
)
def undersized_branch(org: OrgFact, facts: SchoolFacts) -> Result:
    """Too few full members are a hint for some months, since people die and move."""
    enough = _enough(org, facts)
    if not isinstance(enough, bool):
        return enough
    if enough:
        return PASSED
    evidence: dict[str, Any] = {"n_full": org.own_full.lo}
    if org.below_since is not None:
        evidence["below_since"] = iso(org.below_since)
    if not longer_than(org.below_since, facts.params["GRACE_DAYS"], facts):
        return info(**evidence)
    return error(**evidence) if "GRACE_DAYS" in facts.locally_set else warning(**evidence)


@undersized_branch.at(Gate.G1)
def undersized_at_activation(org: OrgFact, facts: SchoolFacts) -> Result:
    """Activation asks for three full members at once."""
    enough = _enough(org, facts)
    if not isinstance(enough, bool):
        return enough
    least = facts.params["MIN_FULL_BRANCH"]
    return PASSED if enough else error("activation", n_full=org.own_full.lo, least=least)


def _enough(org: OrgFact, facts: SchoolFacts) -> bool | Result:
    if org.type not in BRANCH_TYPES:
        return NOT_APPLICABLE
    enough = org.own_full.at_least(facts.params["MIN_FULL_BRANCH"])
    return unknown(_("党员政治面貌和转正日期")) if enough is None else enough
