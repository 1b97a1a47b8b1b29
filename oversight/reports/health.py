"""A school's health on one page: what it is, what is wrong and how to mend it."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from governance.choices import LIVE_STATES
from governance.presentation.day import Day
from governance.presentation.school_page import SchoolPage
from oversight.papers.content import Block, Facts, Heading, Paper, Paragraph, Table
from oversight.papers.pdf import pages_of, paper_pdf
from oversight.reports.county import stamp
from schools.models import School

#: Findings shown at most; fewer when the page would not hold them.
MOST = 24


def health_paper(school: School, user: User, on: date, *, most: int = MOST) -> Paper:
    """Return the sheet of the school as ``user`` may see it, with at most ``most`` findings."""
    page = SchoolPage(school, user, Day.present(on))
    return Paper(
        title=_("{school}治理结构体检单").format(school=school.name),
        subtitle=_("学校标识码 {code} · {place}").format(code=school.code, place=school.jurisdiction.name),
        blocks=(Facts(tuple(_basics(page))), *_findings(page, most), *_due(page), _end(page)),
        stamp=stamp(page.check.on if page.check else on),
    )


def health_pdf(school: School, user: User, on: date) -> bytes:
    """Return the sheet as PDF of one page: findings that do not fit are counted, not printed smaller.

    Raises:
        FontMissing: without a Chinese font.

    """
    most = MOST
    while True:
        made = paper_pdf(health_paper(school, user, on, most=most), compact=True)
        if most == 0 or pages_of(made) == 1:
            return made
        most = max(0, most - 3)


def _basics(page: SchoolPage) -> list[tuple[str, str]]:
    types = Counter(
        str(o.get_type_display()) for o in page.structure.organizations if o.state_on in LIVE_STATES
    )
    party = _("、").join(f"{name}{n}" for name, n in types.items()) or _("没有正常运行的党组织")
    school, counts = page.school, page.counts
    system = str(school.get_leadership_system_display()) if school.leadership_system else _("未登记")
    return [
        (_("领导体制"), system),
        (_("党组织"), party),
        (_("党员"), str(page.members.total)),
        (_("应当整改"), str(counts["error"])),
        (_("需要核实"), str(counts["warning"])),
        (_("提示"), str(counts["info"])),
        (_("已豁免"), str(len(page.waived))),
        (_("职务空缺"), str(len(page.vacancies))),
        (_("基本单元覆盖"), _coverage(page)),
    ]


def _coverage(page: SchoolPage) -> str:
    if page.check is None:
        return "—"
    return f"{page.check.covered_units}/{page.check.base_units}"


def _findings(page: SchoolPage, most: int) -> list[Block]:
    rows = [
        (str(row.severity.label), f"{row.finding.rule} {row.sentence}", row.mend, row.since.isoformat())
        for row in page.findings[:most]
    ]
    columns = (_("程度"), _("发现"), _("怎样整改"), _("首次发现"))
    empty = _("按登记的资料，没有发现问题。") if page.check else _("还没有检查过。")
    blocks: list[Block] = [Heading(_("检查发现"))]
    if rows or not page.findings:
        blocks.append(Table(_("检查发现"), columns, rows, (13, 38, 35, 16), empty=empty))
    if left := len(page.findings) - len(rows):
        blocks.append(Paragraph(_("还有{n}项没有印出，请在系统中查看。").format(n=left)))
    return blocks


def _due(page: SchoolPage) -> list[Block]:
    terms = [
        _("{organization}：{day}").format(organization=row.organization, day=row.due.isoformat())
        for row in page.terms
    ]
    empty = [f"{row.body} {row.vacancy.title}" for row in page.vacancies]
    return [
        Heading(_("近期事项")),
        Paragraph(_("半年内届满或者已过期：{terms}").format(terms=_("；").join(terms) or _("无"))),
        Paragraph(_("职务空缺：{posts}").format(posts=_("；").join(empty) or _("无"))),
    ]


def _end(page: SchoolPage) -> Paragraph:
    unknown = len(page.unknown)
    said = _("检查结果是工作提示，以上级党组织的批复和有关规定的原文为准。")
    if unknown:
        said = _("另有{n}项因资料不全暂不能判断。").format(n=unknown) + said
    return Paragraph(said, quiet=True)
