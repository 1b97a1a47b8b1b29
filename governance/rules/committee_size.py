"""How many people a committee of a 总支 or 党委 usually has: one judgement for both (CMT-005, CMT-006)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Text
from governance.rules.results import PASSED, Result, info, unknown, warning
from governance.rules.vocabulary import deputies_beside_principal

MEND = _("请核对职数批复；经批准另有职数的，登记文件。")
TEXTS = {
    "": Text(_("{org}委员会职数{seats}人，与{type}一般{min}至{max}人的设置不一致。"), MEND),
    "deputies": Text(_("{org}登记副书记{n}名（不含校长），超过{type}一般{max}名的职数。"), MEND),
}


def judged_size(org: OrgFact, facts: SchoolFacts, prefix: str) -> Result:
    """Judge the approved seats, then the deputies, by the numbers named after ``prefix`` (GB or GW)."""
    usual, most = facts.params[f"{prefix}_SEATS_USUAL"], facts.params[f"{prefix}_SEATS_MAX"]
    least, deputies = facts.params[f"{prefix}_SEATS_MIN"], deputies_beside_principal(org, facts)
    seats = None if org.term is None else org.term.committee_seats
    kind = str(org.type.label)
    said: dict[str, Any] = {"seats": seats, "type": kind, "min": least, "max": usual}
    if seats is not None and not least <= seats <= most:
        return warning(**said)
    if deputies > facts.params[f"{prefix}_DEPUTIES"]:
        return warning("deputies", n=deputies, type=kind, max=facts.params[f"{prefix}_DEPUTIES"])
    if seats is None:
        return unknown(_("委员职数"))
    return PASSED if seats <= usual else info(**said)
