"""What a waiver does today: it keeps a fault from being pursued, or there is nothing to keep."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import Outcome
from governance.domain.facts import load_facts
from governance.models import Waiver
from governance.rules.catalogue import all_rules
from governance.rules.judging import judge

_SAID: dict[Outcome | None, Any] = {
    Outcome.WAIVED: _("不符合，已豁免"),
    Outcome.PASS: _("目前符合，豁免未起作用"),
    Outcome.NOT_APPLICABLE: _("目前不适用，豁免未起作用"),
    Outcome.UNKNOWN: _("资料不全，豁免未起作用"),
    Outcome.FAIL: _("目前的情形不能豁免，豁免未起作用"),
    None: _("对象已经不存在，豁免未起作用"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What the rule says of the subject, the waiver considered."""

    outcome: Outcome | None

    @property
    def works(self) -> bool:
        """Whether the waiver keeps a fault from being pursued."""
        return self.outcome == Outcome.WAIVED

    @property
    def said(self) -> str:
        """The same in words."""
        return str(_SAID[self.outcome])


def effects(waivers: Collection[Waiver], on: date) -> dict[int, Effect]:
    """Return by key what each waiver does on the day, judged by the rules, in a fixed number of queries."""
    codes = {waiver.rule for waiver in waivers} & all_rules().keys()
    facts = load_facts({waiver.school_id for waiver in waivers}, on) if codes else {}
    found = {j.key: j.result.outcome for one in facts.values() for j in judge(one, codes)}
    return {w.pk: Effect(found.get((w.rule, w.subject_kind, w.subject_number))) for w in waivers}
