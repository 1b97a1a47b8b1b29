"""Turn a finding's evidence into the sentence a person reads."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import Basis
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule, Source

ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


class _Shown(dict[str, str]):
    """Placeholders that show a dash where the evidence has nothing."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(code: str, variant: str, evidence: Mapping[str, Any]) -> str:
    """Return what the finding says, in the active language."""
    rule = all_rules().get(code)
    return _filled(rule, variant, evidence, "sentence") if rule else code


def mend(code: str, variant: str, evidence: Mapping[str, Any]) -> str:
    """Return how to mend the finding, in the active language."""
    rule = all_rules().get(code)
    return _filled(rule, variant, evidence, "mend") if rule else ""


def source_text(source: Source) -> str:
    """Return the document with its article, as people cite it."""
    quoted = source.basis in (Basis.CENTRAL, Basis.LOCAL, Basis.RECALLED)
    document = _("《%(title)s》") % {"title": source.document} if quoted else str(source.document)
    if not source.article:
        return document
    return _("{document}{article}").format(document=document, article=source.article)


def _filled(rule: Rule, variant: str, evidence: Mapping[str, Any], part: str) -> str:
    text = rule.texts.get(variant) or next(iter(rule.texts.values()))
    return str(getattr(text, part)).format_map(_Shown({k: shown(v) for k, v in evidence.items()}))


def shown(value: Any) -> str:
    """Return an evidence value as people write it: dates in full, lists with 、, labels translated."""
    if isinstance(value, Mapping):
        phrase = value["text"]
        return _(phrase).format(**{name: shown(part) for name, part in value.items() if name != "text"})
    if isinstance(value, list | tuple):
        return _("、").join(shown(item) for item in value)
    if isinstance(value, str) and (found := ISO_DATE.match(value)):
        year, month, day = (int(part) for part in found.groups())
        return _("{year}年{month}月{day}日").format(year=year, month=month, day=day)
    return _(value) if isinstance(value, str) and value else str(value)
