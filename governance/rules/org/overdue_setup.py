"""ORG-032 筹建超期."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import PENDING_STATES, OrgState, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, info, unknown, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import days_since, iso, longer_than


def _preparing(since: date) -> OrgFact:
    return branch(state=OrgState.PREPARING, state_since=since, activated_on=None, term=None)


@rule(
    code="ORG-032",
    name=_("筹建超期"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党组织获批后超过筹建期仍没有启用；报批后超过同样时间没有批复的，提示上级。"),
    why=_("批复之后应当及时选举和登记，长期停在筹建状态，党员没有可以参加的支部。"),
    sources=(BY_DEFAULT,),
    parameters=("SETUP_MAX_DAYS",),
    states=PENDING_STATES,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(
            _("{org}于{date}获批，至今{days}天尚未完成选举和登记。"),
            _("请召开党员大会选举，报{upper}批准后办理启用。"),
        ),
        "submitted": Text(
            _("{org}于{date}报批，至今{days}天尚未登记批复结果。"),
            _("请{upper}研究后登记批复；不予批准的，登记退回意见。"),
        ),
    },
    passes=Example(_("筹建90天。"), school(_preparing(date(2026, 3, 3)))),
    fails=Example(_("筹建91天，仍没有启用。"), school(_preparing(date(2026, 3, 2)))),
)
def overdue_setup(org: OrgFact, facts: SchoolFacts) -> Result:
    """Waiting for the approval is a hint to the upper body, not a fault of the school."""
    since = org.state_since
    if since is None:
        return unknown(_("现状态起始日期"))
    if not longer_than(since, facts.params["SETUP_MAX_DAYS"], facts):
        return PASSED
    if org.state == OrgState.SUBMITTED:
        return info("submitted", date=iso(since), days=days_since(since, facts))
    return warning(date=iso(since), days=days_since(since, facts))
