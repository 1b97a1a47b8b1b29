"""What hangs on what, beside the register."""

from typing import Any

from django.utils.translation import gettext as _

from governance.choices import AffiliationKind, OrgType
from governance.models import Affiliation, JointCoverage, PartyOrganization
from intake.checking.entries import Entry
from intake.comparing.organizations import stand_on
from intake.comparing.work import Work
from intake.comparing.world import LATER
from intake.layout.party import Attachment
from schools.models import School
from schools.periods import open_period


def compare_attachments(work: Work) -> None:
    """Every line is there already, or is new."""
    for entry in work.of("attachments"):
        kind = entry.values["kind"]
        if kind in (Attachment.ATTACHED, Attachment.LIAISON):
            _affiliate(entry, AffiliationKind(kind), work)
            continue
        org = work.organization(entry.get("organization", ""))
        if org is None:
            work.error(
                entry,
                "organization",
                _("本校没有党组织“{name}”。").format(name=entry.get("organization", "")),
            )
        elif kind == Attachment.HOST:
            stand_on(entry, "target", org, [entry.values["target"]], work, entry.get("start"))
        else:
            _cover(entry, org, kind, work)


def _affiliate(entry: Entry, kind: AffiliationKind, work: Work) -> None:
    name = entry.values["target"]
    same = [row for row in work.present.affiliations if row.kind == kind and row.outer_name == name]
    if same:
        work.told(entry, name, {})
        return
    start = entry.get("start") or work.on
    if kind == AffiliationKind.ATTACHED:
        for row in work.present.affiliations:
            if row.kind == kind and row.starts_on < start:
                work.ended.append((row, start))
    row = Affiliation(school=work.school, kind=kind, outer_name=name, period=open_period(start))
    work.make(entry, row, name)


def _cover(entry: Entry, org: PartyOrganization, kind: str, work: Work) -> None:
    if org.type != OrgType.JOINT_BRANCH:
        text = _("只有联合党支部登记覆盖单位，{name}是{type}。")
        work.error(entry, "organization", text.format(name=org, type=org.get_type_display()))
        return
    said = entry.values["target"]
    target = _target(said, kind, work)
    if target is None:
        work.error(entry, "target", _("没有学校“{name}”。").format(name=said))
        return
    if target is LATER:
        work.later.add("row")
        work.note(entry, "target", _("这所学校在本次导入中登记之后再挂上。"))
        return
    for row in work.present.covers:
        if org.pk and row.organization_id == org.pk and said_of(row) in (said, getattr(target, "code", said)):
            work.told(entry, f"{org} {said}", {})
            return
    school = target if isinstance(target, School) else None
    start = entry.get("start") or org.state_since
    row = JointCoverage(
        organization=org, school=school, other_unit=said if school is None else "", period=open_period(start)
    )
    work.make(entry, row, f"{org} {said}")


def _target(said: str, kind: str, work: Work) -> Any:
    """Return the school that is covered, or the name of what is no school."""
    if kind == Attachment.COVER_OTHER:
        return said
    return work.school if work.world.code(said) == work.school.code else work.world.school(said)


def said_of(row: JointCoverage) -> str:
    """Return how a workbook names what is covered."""
    return row.school.code if row.school is not None else row.other_unit
