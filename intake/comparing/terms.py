"""Terms of office beside those of the register."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import TERM_TYPES, Method
from governance.domain.terms import planned_end_of
from governance.models import PartyOrganization, Term
from intake.checking.entries import Entry
from intake.comparing.work import Work
from schools.periods import open_period

_FIELDS = (
    "number", "planned_end", "method", "committee_seats", "deputy_seats", "extended_until", "is_carried_over",
)  # fmt: skip


def compare_terms(work: Work) -> None:
    """A term that begins on the same day is the same; a later one follows on the last."""
    seen: dict[int, Entry] = {}
    for entry in work.of("terms"):
        org = work.organization(entry.values["organization"])
        if org is None:
            work.error(
                entry, "organization", _("本校没有党组织“{name}”。").format(name=entry.values["organization"])
            )
        elif org.type not in TERM_TYPES:
            work.error(entry, "organization", _("{name}不实行届次。").format(name=org))
        elif id(org) in seen:
            text = _("同一党组织只填现任的一届，第{line}行已有。")
            work.error(entry, "organization", text.format(line=seen[id(org)].row.line))
        else:
            seen[id(org)] = entry
            _settle(entry, org, work)


def _settle(entry: Entry, org: PartyOrganization, work: Work) -> None:
    start: date = entry.values["start"]
    last: Term | None = work.present.terms.get(org.pk) if org.pk else None
    planned = entry.get("planned_end")
    if planned is not None and planned <= start:
        work.error(entry, "planned_end", _("届满日期应当晚于任期开始日期。"))
        return
    wanted = {name: entry.values[name] for name in _FIELDS if name in entry.values}
    if last is not None and last.starts_on == start:
        work.settle(entry, last, wanted, f"{org} {last}")
        return
    if last is not None and max(last.starts_on, last.ends_on or last.starts_on) > start:
        text = _("系统里已有从{day}开始的一届，任期开始日期应当更晚。")
        work.error(entry, "start", text.format(day=last.starts_on))
        return
    if last is not None and last.ends_on is None:
        work.ended.append((last, start))
        work.note(entry, "start", _("上一届任期同日结束；不再列入“任职”表的班子成员请另行办理终止。"))
    work.make(entry, _new(org, start, wanted, work), f"{org} {start}")


def _new(org: PartyOrganization, start: date, wanted: dict[str, Any], work: Work) -> Term:
    fields: dict[str, Any] = {"planned_end": planned_end_of(org, start), "method": Method.ELECTED}
    term = Term(organization=org, period=open_period(start), **(fields | wanted))
    work.terms[id(org)] = term
    return term
