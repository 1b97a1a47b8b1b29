"""ORG-033 调整中超期."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgState, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, unknown, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import days_since, iso, longer_than


def _adjusting(since: date) -> OrgFact:
    return branch(full=12, state=OrgState.ADJUSTING, state_since=since)


@rule(
    code="ORG-033",
    name=_("调整中超期"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党组织处于调整中的时间超过调整期。"),
    why=_("调整期间的结构问题只作提示，调整应当限期办结，避免长期悬置。"),
    sources=(BY_DEFAULT,),
    parameters=("ADJUST_MAX_DAYS",),
    states=frozenset({OrgState.ADJUSTING}),
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(_("{org}自{date}起处于调整中，已{days}天。"), _("请办结调整或者撤回调整。")),
    },
    passes=Example(_("调整中90天。"), school(_adjusting(date(2026, 3, 3)))),
    fails=Example(_("调整中91天。"), school(_adjusting(date(2026, 3, 2)))),
)
def overdue_adjustment(org: OrgFact, facts: SchoolFacts) -> Result:
    """The days in which structural findings are hints end here too."""
    since = org.state_since
    if since is None:
        return unknown(_("现状态起始日期"))
    if not longer_than(since, facts.params["ADJUST_MAX_DAYS"], facts):
        return PASSED
    return warning(date=iso(since), days=days_since(since, facts))
