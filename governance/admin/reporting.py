"""After a save: what changed, which findings it caused and which it cured."""

from collections.abc import Iterable

from django.contrib import messages
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from governance.domain.act import Act
from governance.rules.catalogue import all_rules
from governance.rules.texts import sentence

#: More than this and the message would hide the page; the school's page lists them all.
MOST = 5


def report(request, acts: Iterable[Act]) -> None:
    """Tell the user what the acts did."""
    for act in acts:
        change = act.change_set
        if change is None:
            continue
        messages.success(request, _("已保存：%(summary)s。") % {"summary": change.told})
        if change.caused:
            messages.warning(request, _listed(_("新增问题："), change.caused))
        if change.cured:
            messages.success(request, _listed(_("消除问题："), change.cured))


def _listed(title: str, judgements: list[dict]) -> str:
    rows = [(j["rule"], _said(j)) for j in judgements[:MOST]]
    more = len(judgements) - MOST
    items = format_html_join("", "<li><strong>{}</strong> {}</li>", rows)
    tail = format_html("<li>{}</li>", _("还有 %(n)d 项，见学校页面。") % {"n": more}) if more > 0 else ""
    return format_html("{}<ul>{}{}</ul>", title, items, tail)


def _said(judgement: dict) -> str:
    if judgement["rule"] not in all_rules():
        return judgement["subject"]
    return sentence(judgement["rule"], judgement["variant"], judgement["evidence"])
