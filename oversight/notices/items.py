"""What a notice names: chosen while it is drafted, frozen when it is issued."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from governance.models import Finding
from governance.rules.catalogue import all_rules
from governance.rules.texts import mend, sentence, source_text
from oversight.cases.filters import WORST_FIRST
from oversight.choices.notice import LIVING_STATES
from oversight.models import AT_WORK, Notice, NoticeItem, with_work
from schools.models import School

RELATED = ("finding__school__jurisdiction", "finding__case")


def open_findings(school: School) -> QuerySet[Finding]:
    """Return what a notice to the school may name, the worst first."""
    found = with_work(Finding.objects.filter(AT_WORK, school=school))
    return found.order_by(WORST_FIRST, "rule", "pk")


def named_elsewhere(findings: Iterable[Finding], notice: Notice | None = None) -> dict[int, Notice]:
    """Return, by the findings' keys, the other notices under way that name them already."""
    items = NoticeItem.objects.filter(finding__in=[f.pk for f in findings], notice__state__in=LIVING_STATES)
    if notice is not None and notice.pk:
        items = items.exclude(notice=notice)
    return {item.finding_id: item.notice for item in items.select_related("notice")}


def require_nameable(school: School, findings: Iterable[Finding], notice: Notice | None = None) -> None:
    """Make sure that a notice to the school may name the findings.

    Raises:
        ValidationError: if there is none, or naming those that it may not name.

    """
    findings = list(findings)
    if not findings:
        raise ValidationError({"findings": _("请至少选择一项问题。")})
    problems = []
    able = set(open_findings(school).values_list("pk", flat=True))
    elsewhere = named_elsewhere(findings, notice)
    for finding in findings:
        said = sentence(finding.rule, finding.variant, finding.evidence)
        if finding.pk not in able:
            problems.append(_("“{what}”已经消除或者豁免，请从通知书中去掉。").format(what=said))
        elif finding.pk in elsewhere:
            problems.append(_("“{what}”已列入{notice}。").format(what=said, notice=elsewhere[finding.pk]))
    if problems:
        raise ValidationError({"findings": problems})


def items_set(notice: Notice, findings: Iterable[Finding]) -> None:
    """Let the notice name exactly these, in their order."""
    notice.items.all().delete()
    rows = [NoticeItem(notice=notice, finding=f, position=nth) for nth, f in enumerate(findings, 1)]
    NoticeItem.objects.bulk_create(rows)


def item_freeze(item: NoticeItem) -> None:
    """Keep what the rules say now, in the language of the source."""
    finding = item.finding
    rule = all_rules().get(finding.rule)
    told = (finding.rule, finding.variant, finding.evidence)
    with override(None):
        sources = [source_text(source) for source in rule.sources] if rule else []
        item.sentence, item.mend, item.clause = sentence(*told), mend(*told), "；".join(sources)
    item.severity = finding.severity
