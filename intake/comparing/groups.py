"""Leading groups beside those of the register."""

from collections import Counter

from django.utils.translation import gettext as _

from governance.models import LeadingGroup
from intake.comparing.work import Work
from intake.layout.guesses import group_types_of
from intake.reading.cells import tight
from schools.periods import open_period


def compare_groups(work: Work) -> None:
    """Match by name."""
    seen: Counter[str] = Counter()
    named: set[int] = set()
    for entry in work.of("groups"):
        name = entry.values["name"]
        seen[tight(name)] += 1
        if seen[tight(name)] > 1:
            work.error(entry, "name", _("领导小组“{name}”写了不止一行。").format(name=name))
            continue
        known = work.group(name)
        if known is not None:
            named.add(id(known))
            wanted = {key: entry.values[key] for key in ("types", "outside_members") if key in entry.values}
            work.settle(entry, known, wanted)
            continue
        group = LeadingGroup(
            school=work.school,
            name=name,
            types=entry.get("types") or group_types_of(name),
            outside_members=entry.get("outside_members", ""),
            period=open_period(entry.get("start") or work.on),
        )
        work.make(entry, group)
        work.know(work.groups, {tight(name)}, group)
    if work.of("groups"):
        work.missing("groups", [str(group) for group in work.present.groups if id(group) not in named])
