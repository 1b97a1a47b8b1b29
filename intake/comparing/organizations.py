"""Party organisations beside those of the register."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import LIVE_STATES, DocumentKind, OrgLevel, OrgState, OrgType
from governance.domain.founding import level_of
from governance.domain.hosting import STANDING_TYPES
from governance.models import Document, HostUnit, OrganizationStatus, PartyOrganization
from intake.checking.entries import Entry
from intake.comparing.present import names_of_organization
from intake.comparing.work import Work
from intake.comparing.world import LATER
from intake.layout.guesses import org_type_of
from intake.reading.cells import tight
from schools.periods import open_period

#: What a line may change; what an organisation is and where it stands, acts of their own change.
_FIELDS = ("short_name", "kind", "code", "established_on", "standing_committee", "discipline_committee")


def compare_organizations(work: Work) -> None:
    """Match by name; an organisation that stands above another comes first."""
    seen: Counter[str] = Counter()
    named: set[int] = set()
    for entry in _parents_first(work):
        name = entry.values["full_name"]
        seen[tight(name)] += 1
        if seen[tight(name)] > 1:
            work.error(entry, "full_name", _("党组织“{name}”写了不止一行。").format(name=name))
            continue
        known = work.organization(name)
        if known is None:
            known = _make(entry, work)
        else:
            named.add(id(known))
            _settle(entry, known, work)
        if known is not None:
            stand_on(entry, "units", known, entry.get("units", []), work)
    if work.of("organizations"):
        work.missing("organizations", [str(o) for o in work.present.organizations if id(o) not in named])


def _parents_first(work: Work) -> list[Entry]:
    waiting, found = work.of("organizations"), []
    names = {tight(e.values[k]): id(e) for e in waiting for k in ("full_name", "short_name") if e.get(k)}
    done: set[int] = set()
    while waiting:
        ready = [e for e in waiting if names.get(tight(e.get("parent", "")), 0) in done | {0}]
        found += ready or waiting
        done |= {id(entry) for entry in ready}
        waiting = [e for e in waiting if ready and id(e) not in done]
    return found


def _settle(entry: Entry, org: PartyOrganization, work: Work) -> None:
    wanted = {name: entry.values[name] for name in _FIELDS if name in entry.values}
    if entry.get("type", org.type) != org.type:
        text = _("系统里是{type}。变更类型请用“变更类型”办理，不能导入。")
        work.error(entry, "type", text.format(type=org.get_type_display()))
    parent = entry.get("parent")
    if (
        parent
        and work.organization(parent) is not org.parent
        and (work.organization(parent) or org).pk != org.parent_id
    ):
        text = _("系统里的上级是“{above}”。调整隶属关系请用“调整上级”办理，不能导入。")
        work.error(entry, "parent", text.format(above=org.parent or org.superior or org.external_superior))
    work.settle(entry, org, wanted)


def _make(entry: Entry, work: Work) -> PartyOrganization | None:
    name = entry.values["full_name"]
    type_ = entry.get("type") or org_type_of(name)
    if type_ is None or type_ == OrgType.UPPER:
        work.error(entry, "type", _("请填写党组织类型，例如党支部。"))
        return None
    above = _above(entry, work)
    if above is None:
        return None
    org = _new(entry, OrgType(type_), above, work)
    _check_level(entry, org, work)
    work.make(entry, org, str(org))
    since = open_period(org.state_since)
    work.also(entry, OrganizationStatus(organization=org, state=OrgState.ACTIVE, period=since))
    work.know(work.organizations, names_of_organization(org), org)
    work.decides = True
    return org


def _new(entry: Entry, type_: OrgType, above: dict[str, Any], work: Work) -> PartyOrganization:
    """Return an organisation that has been at work since it was set up."""
    since = entry.get("established_on") or work.on
    return PartyOrganization(
        school=work.school,
        type=type_,
        level=entry.get("level") or level_of(type_, above["parent"]),
        full_name=entry.values["full_name"],
        position=_position(above["parent"], work),
        state=OrgState.ACTIVE,
        state_since=since,
        activated_on=since,
        approval=_approval(entry, above, work),
        is_imported=True,
        **above,
        **{field: entry.values[field] for field in _FIELDS if field in entry.values},
    )


def _above(entry: Entry, work: Work) -> dict[str, Any] | None:
    """Return the fields that say what stands above; None if the line names nothing we know."""
    found: dict[str, Any] = {"parent": None, "superior": None, "external_superior": ""}
    if entry.get("parent"):
        found["parent"] = work.organization(entry.values["parent"])
        if found["parent"] is None:
            work.error(entry, "parent", _("本校没有党组织“{name}”。").format(name=entry.values["parent"]))
            return None
        return found
    said = entry.get("superior", "")
    if said and entry.get("superior_school"):
        superior = work.world.organization(entry.values["superior_school"], said)
        if superior is None:
            work.error(entry, "superior", _("那所学校没有党组织“{name}”。").format(name=said))
            return None
        if superior is LATER:  # it is tried with the name alone
            work.later.add("superior")
        found["external_superior" if superior is LATER else "superior"] = (
            said if superior is LATER else superior
        )
        return found
    superior = work.world.superior(said) if said else None
    found["superior"], found["external_superior"] = superior, "" if superior else said
    return found


def _position(parent: PartyOrganization | None, work: Work) -> int:
    return max((o.position for o in work.all_organizations if o.parent is parent), default=0) + 1


def _check_level(entry: Entry, org: PartyOrganization, work: Work) -> None:
    """Refuse a second organisation of the school as a whole."""
    if org.level != OrgLevel.SCHOOL:
        return
    own = [o for o in work.all_organizations if o.level == OrgLevel.SCHOOL and o.state in LIVE_STATES]
    if own:
        text = _("学校已有学校级党组织“{name}”。内设党组织请填写本校上级党组织。")
        work.error(entry, "parent", text.format(name=own[0]))


def _approval(entry: Entry, above: dict[str, Any], work: Work) -> Document | None:
    """Return the paper it was founded on; one with the number is in the files already, or is put there."""
    number = entry.get("approval_number", "")
    if not number:
        return None
    known = work.papers.get(number)
    if known is None:
        known = Document(
            school=work.school,
            kind=DocumentKind.APPROVAL,
            document_number=number,
            issued_on=entry.get("approved_on"),
            issuer=above["superior"],
            issuer_name="" if above["superior"] else above["external_superior"],
        )
        work.papers[number] = known
        work.also(entry, known)
    return known


def stand_on(
    entry: Entry, key: str, org: PartyOrganization, names: list[str], work: Work, start: Any = None
) -> None:
    """Let the organisation stand on units; those it stands on already stay as they are."""
    if names and org.type not in STANDING_TYPES:
        text = _("{type}不直接依托单元，请在下设的支部登记依托单元。")
        work.error(entry, key, text.format(type=org.get_type_display()))
        return
    for name in names:
        unit = work.unit(name)
        if unit is None:
            work.error(
                entry, key, _("没有单元“{name}”，请先在“单元”表登记，或者更正名称。").format(name=name)
            )
            continue
        known = org.pk and unit.pk and (org.pk, unit.pk) in work.present.hosts
        if known or (id(org), id(unit)) in work.standing:
            if key != "units" and known:
                work.told(entry, f"{org} {unit}", {})
            continue
        work.standing.add((id(org), id(unit)))
        since = max(start or org.state_since, unit.starts_on)
        work.make(entry, HostUnit(organization=org, unit=unit, period=open_period(since)), f"{org} {unit}")
