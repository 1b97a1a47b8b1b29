"""Divisions, documents and organisations."""

from datetime import date
from typing import Any

from django.db import transaction

from governance.choices import (
    AffiliationKind,
    DocumentKind,
    OrgLevel,
    OrgState,
    OrgType,
)
from governance.models import (
    Affiliation,
    Document,
    HostUnit,
    JointCoverage,
    OrganizationMerger,
    OrganizationStatus,
    PartyOrganization,
)
from schools.choices import JurisdictionLevel
from schools.models import Jurisdiction, School, Unit
from schools.periods import open_period
from tests.factories.days import FOUNDED, next_number

_SUFFIX = {
    OrgType.COMMITTEE: "委员会",
    OrgType.GENERAL_BRANCH: "总支部委员会",
    OrgType.BRANCH: "支部委员会",
    OrgType.JOINT_BRANCH: "联合支部委员会",
    OrgType.TEMPORARY_BRANCH: "临时支部委员会",
    OrgType.GROUP: "党小组",
    OrgType.UPPER: "教育工作委员会",
}


_LEVELS = {OrgType.GROUP: OrgLevel.INNER, OrgType.UPPER: OrgLevel.UPPER}


def jurisdiction(
    code: str = "330781", name: str = "兰溪市", level: str = JurisdictionLevel.COUNTY, parent=None
) -> Jurisdiction:
    """Return the division with ``code``, created if it is new."""
    found = Jurisdiction.objects.filter(code=code).first()
    with transaction.atomic():
        return found or Jurisdiction.objects.create(code=code, name=name, level_kind=level, parent=parent)


def county() -> Jurisdiction:
    """Return the county of the tests inside its city and province, with the organisation ``upper()``."""
    province = jurisdiction("330000", "浙江省", JurisdictionLevel.PROVINCE)
    city = jurisdiction("330700", "金华市", JurisdictionLevel.CITY, province)
    place = jurisdiction("330781", "兰溪市", JurisdictionLevel.COUNTY, city)
    if not place.organizations.exists():
        organization(
            OrgType.UPPER,
            jurisdiction=place,
            full_name="中共兰溪市委教育工作委员会",
            short_name="兰溪市委教育工委",
            start=date(2016, 1, 1),
            external_superior="中共兰溪市委员会",
            approval=None,
        )
    return place


def upper() -> PartyOrganization:
    """Return the upper organisation of the county."""
    return county().organizations.get(type=OrgType.UPPER)


def document(owner: School | Jurisdiction | None = None, **changes: Any) -> Document:
    """Return an approval by the county's upper organisation, kept at a school or a division."""
    number = next_number()
    home = {"school": owner} if isinstance(owner, School) else {"jurisdiction": owner or county()}
    if not {"issuer", "issuer_name"} & changes.keys():
        changes["issuer"] = upper()
    defaults = {
        "register_number": f"W{number:06d}",
        "kind": DocumentKind.APPROVAL,
        "document_number": f"演示教工委〔2020〕{number}号",
        "issued_on": date(2020, 3, 1),
    }
    return Document.objects.create(**home, **{**defaults, **changes})


def organization(
    type: OrgType = OrgType.BRANCH,  # noqa: A002 -- the field's own name
    *,
    school: School | None = None,
    jurisdiction: Jurisdiction | None = None,
    state: OrgState = OrgState.ACTIVE,
    start: date = FOUNDED,
    **changes: Any,
) -> PartyOrganization:
    """Return an organisation in ``state`` since ``start``, with the row that says so.

    A root reports to the county's upper organisation unless told otherwise; below a ``parent`` it is an
    inner organisation of the parent's school.
    """
    parent = changes.get("parent")
    school = school or (parent.school if parent is not None and jurisdiction is None else None)
    host = school or jurisdiction
    defaults = {
        "number": f"D{next_number():06d}",
        "level": _LEVELS.get(type, OrgLevel.INNER if parent else OrgLevel.SCHOOL),
        "full_name": f"中共{host.name}{_SUFFIX[type]}",
        "short_name": f"{host.name}{type.label}",
        "state_since": start,
        "established_on": start,
        "activated_on": start,
        "dissolved_on": start if state == OrgState.DISSOLVED else None,
    }
    if not {"parent", "superior", "external_superior"} & changes.keys():
        changes["superior"] = upper()
    if "approval" not in changes:
        changes["approval"] = document(host)
    with transaction.atomic():
        created = PartyOrganization.objects.create(
            type=type, school=school, jurisdiction=jurisdiction, state=state, **{**defaults, **changes}
        )
        OrganizationStatus.objects.create(organization=created, state=state, period=open_period(start))
    return created


def enter_state(organization: PartyOrganization, state: OrgState, on: date) -> PartyOrganization:
    """Move the organisation to ``state`` on the day ``on`` and end the state before."""
    current = organization.statuses.get(period__endswith=None)
    current.period = open_period(current.starts_on, on)
    current.save()
    OrganizationStatus.objects.create(organization=organization, state=state, period=open_period(on))
    organization.state, organization.state_since = state, on
    organization.dissolved_on = on if state == OrgState.DISSOLVED else None
    organization.save()
    return organization


def merger(organization: PartyOrganization, into: PartyOrganization) -> OrganizationMerger:
    """Record that one organisation was merged into the other."""
    return OrganizationMerger.objects.create(organization=organization, into=into)


def host_unit(organization: PartyOrganization, unit: Unit, *, start: date = FOUNDED, end=None) -> HostUnit:
    """Let the organisation stand on the unit."""
    return HostUnit.objects.create(organization=organization, unit=unit, period=open_period(start, end))


def coverage(
    organization: PartyOrganization,
    school: School | None = None,
    other_unit: str = "",
    *,
    start: date = FOUNDED,
    end=None,
) -> JointCoverage:
    """Let the joint branch cover a school or a named other unit."""
    period = open_period(start, end)
    return JointCoverage.objects.create(
        organization=organization, school=school, other_unit=other_unit, period=period
    )


def affiliation(school: School, kind=AffiliationKind.ATTACHED, *, start=FOUNDED, end=None, **changes: Any):
    """Attach the school to an outer organisation, or give it a liaison."""
    changes.setdefault("outer_name", "中共演示镇委员会")
    return Affiliation.objects.create(school=school, kind=kind, period=open_period(start, end), **changes)
