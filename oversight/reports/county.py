"""The report on the schools of a jurisdiction: what there is, what was found, school by school."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.chart.bars import Bar, Part
from governance.presentation.filters import with_org_type
from governance.presentation.jurisdiction_totals import (
    Coverage,
    FindingTotals,
    PartyTotals,
    coverage,
    finding_totals,
    party_totals,
    schools_by_org_type,
)
from governance.rules.catalogue import all_rules, rules_version
from governance.rules.texts import source_text
from oversight.models import Report
from oversight.papers.content import Block, Chart, Facts, Heading, Paper, Paragraph, Table
from oversight.reports.gathering import SCHOOL_COLUMNS
from oversight.reports.terms import terms_by_month


def county_paper(report: Report, schools: QuerySet, rows: Iterable[list[Any]]) -> Paper:
    """Return the report as a paper, in the active language.

    Args:
        report: what was asked for.
        schools: the schools of the report that its asker may see.
        rows: what was gathered of each (``gathering.SCHOOL_COLUMNS``).

    """
    rows, on = [tuple(row) for row in rows], report.on
    findings, covered = finding_totals(schools), coverage(schools)
    places = report.jurisdiction.get_descendants(include_self=True)
    return Paper(
        title=_("{place}中小学党组织治理结构检查报告").format(place=report.jurisdiction.name),
        subtitle=_("截至{year}年{month}月{day}日").format(year=on.year, month=on.month, day=on.day),
        blocks=(
            *_basics(len(rows), party_totals(schools, places, on), covered),
            *_types(schools, on),
            *_found(findings),
            *_terms(schools, on),
            *_by_school(rows),
            Paragraph(_notes(covered), quiet=True),
        ),
        stamp=stamp(report.on),
    )


def stamp(on: date) -> str:
    """Return the line at the foot: which rules, on which day."""
    return _("规则版本 {version} · 检查日期 {on}").format(version=rules_version(), on=on.isoformat())


def _basics(number: int, party: PartyTotals, covered: Coverage) -> Iterable[Block]:
    percent = "—" if covered.percent is None else f"{covered.percent}%"
    yield Heading(_("一、基本情况"))
    yield Facts(
        (
            (_("学校"), str(number)),
            (_("党委"), str(party.committees)),
            (_("党总支"), str(party.general_branches)),
            (_("党支部"), str(party.branches)),
            (_("其中离退休党支部"), str(party.retired_branches)),
            (_("党员"), str(party.members.total)),
            (_("未编入支部的党员"), str(party.unplaced)),
            (_("基本单元覆盖"), f"{covered.covered_units}/{covered.base_units}（{percent}）"),
            (_("已检查的学校"), str(covered.checked)),
        )
    )


def _types(schools: QuerySet, on: date) -> Iterable[Block]:
    counted = schools_by_org_type(with_org_type(schools, on))
    bars = tuple(Bar(name, (Part("party", n),)) for _code, name, n in counted)
    yield Heading(_("二、学校党组织设置"))
    yield Chart(_("党组织类型"), bars, (("party", _("学校数")),))


def _found(findings: FindingTotals) -> Iterable[Block]:
    severities, schools = findings.severities, findings.schools
    yield Heading(_("三、检查发现"))
    yield Paragraph(
        _(
            "应当整改{errors}项，涉及学校{error_schools}所；需要核实{warnings}项，涉及学校{warning_schools}所；"
            "提示{infos}项。已豁免的不计在内。"
        ).format(
            errors=severities["error"],
            error_schools=schools["error"],
            warnings=severities["warning"],
            warning_schools=schools["warning"],
            infos=severities["info"],
        )
    )
    yield Chart(
        _("分类"),
        tuple(
            Bar(c.name, (Part("error", c.errors), Part("warning", c.warnings), Part("info", c.infos)))
            for c in findings.by_chapter
        ),
        (("error", _("应当整改")), ("warning", _("需要核实")), ("info", _("提示"))),
    )
    yield Table(
        _("规则汇总"),
        (_("规则"), _("名称"), _("应当整改"), _("需要核实"), _("提示"), _("学校数"), _("依据")),
        [
            (c.code, c.name, c.errors, c.warnings, c.infos, c.schools, _sources(c.code))
            for c in findings.by_rule
        ],
        (9, 20, 8, 8, 6, 7, 32),
        empty=_("按登记的资料，没有发现问题。"),
    )


def _sources(code: str) -> str:
    rule = all_rules().get(code)
    return _("；").join(source_text(source) for source in rule.sources) if rule else ""


def _terms(schools: QuerySet, on: date) -> Iterable[Block]:
    yield Heading(_("四、届满情况"))
    yield Table(
        _("届满情况"),
        (_("届满时间"), _("党组织数")),
        terms_by_month(schools, on),
        (20, 10),
        empty=_("今年没有党组织届满。"),
    )


def _by_school(rows: list[tuple[Any, ...]]) -> Iterable[Block]:
    yield Heading(_("五、各校情况"))
    columns = tuple(_(column) for column in SCHOOL_COLUMNS)
    yield Table(
        _("各校情况"),
        columns,
        sorted(rows, key=_worst_first),
        (15, 24, 11, 12, 7, 7, 6, 6, 7, 7, 14),
        empty=_("没有学校。"),
    )


def _worst_first(row: tuple[Any, ...]) -> tuple[Any, ...]:
    errors, warnings = row[4:6]
    return (-errors, -warnings, row[0])


def _notes(covered: Coverage) -> str:
    said = _(
        "本报告由系统按登记的资料和规则自动生成，数字与系统中打开的列表一致。检查结果是工作提示，"
        "以上级党组织的批复和有关规定的原文为准。"
    )
    if covered.earliest is None or covered.latest is None:
        return said + _("这些学校还没有检查过。")
    return said + _("各校最近一次检查在{first}至{last}之间。").format(
        first=covered.earliest.isoformat(), last=covered.latest.isoformat()
    )
