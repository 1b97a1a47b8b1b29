"""What cards say: names, badges, addresses, and the words most of them need."""

from collections import Counter
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.chart.cards import Badge
from governance.models import Finding
from schools.models import School

SHORT = {"error": gettext_lazy("整改"), "warning": gettext_lazy("核实"), "info": gettext_lazy("提示")}
#: Stands for the number of a body in an address; no number has it.
_PLACE = "~"


def common_words() -> dict[str, str]:
    """Return the words most cards need, looked up once: looking up is slower than writing them."""
    return {
        "members": _("党员 %(n)d"),
        "people": _("%(n)d人 党员 %(m)d"),
        "nobody": _("负责人未登记"),
        "close": _("收起"),
        "and": _("、"),
    }


def addresses() -> dict[str, str]:
    """Return the address of a body's page by kind, with a place for its number."""
    return {kind: reverse(f"governance:{kind}", args=[_PLACE]) for kind in ("organization", "unit")}


def address_of(address: str, number: str) -> str:
    """Return the address with the number in it; resolving the route of each card takes longer."""
    return address.replace(_PLACE, quote(number))


def short_name(name: str, school: School) -> str:
    """Return a body's name without the school's name in front: the chart says whose it is."""
    for prefix in (f"中共{school.name}", school.name, school.short_name):
        if prefix and name.startswith(prefix) and name != prefix:
            return name.removeprefix(prefix)
    return name


def badge_of(findings: list[Finding]) -> Badge | None:
    """Return the badge of the worst of the findings, with how many there are of it; waived ones come last."""
    if not findings:
        return None
    counts = Counter(finding.severity for finding in findings if not finding.is_waived)
    for severity, label in SHORT.items():
        if counts[severity]:
            return Badge(severity, f"{label} {counts[severity]}")
    return Badge("waived", _("豁免 %(n)d") % {"n": len(findings)})
