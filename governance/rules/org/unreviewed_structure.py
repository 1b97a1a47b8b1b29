"""ORG-028 每学年摸底."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import COUNTY_STANDARD, local
from governance.rules.vocabulary import add_months, iso
from schools.choices import SchoolState

_FOUNDED = {"activated_on": date(2020, 3, 15)}


@rule(
    code="ORG-028",
    name=_("每学年摸底"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_("学校的党组织设置已超过一年没有摸底，或者还没有登记过摸底。"),
    why=_("党员人数、内设机构和班子每学年都有变动，每学年摸底一次，才能及时调整设置。"),
    sources=(local(COUNTY_STANDARD),),
    parameters=("REVIEW_MONTHS",),
    texts={
        "": Text(
            _("{school}最近一次年度摸底是{last}，已超过{months}个月。"),
            _("请核对党组织设置、班子、任期和党员分布，在学校页面的“备案”里报送年度备案。"),
        ),
        "never": Text(
            _("{school}的党组织于{since}启用，已超过{months}个月，还没有登记过年度摸底。"),
            _("请核对党组织设置、班子、任期和党员分布，在学校页面的“备案”里报送年度备案。"),
        ),
    },
    passes=Example(
        _("2025年9月10日摸底，2026年6月1日检查。"),
        school(branch(full=12, **_FOUNDED), reviewed_on=date(2025, 9, 10)),
    ),
    fails=Example(
        _("最近一次摸底是2025年3月1日，到2026年6月1日已超过12个月。"),
        school(branch(full=12, **_FOUNDED), reviewed_on=date(2025, 3, 1)),
    ),
)
def unreviewed_structure(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A school year is the time between two reviews; an organisation is first reviewed in its second year."""
    own, months = school.own_org, facts.params["REVIEW_MONTHS"]
    if school.state != SchoolState.ACTIVE or own is None:
        return NOT_APPLICABLE
    last = school.reviewed_on
    if last is not None:
        is_late = facts.on > add_months(last, months)
        return warning(last=iso(last), months=months) if is_late else PASSED
    since = own.activated_on or own.established_on
    if since is None:
        return unknown(_("启用日期"))
    if facts.on <= add_months(since, months):
        return PASSED
    return warning("never", since=iso(since), months=months)
