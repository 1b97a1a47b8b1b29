"""Rows for tests: one plain function per model, with defaults that make a school in good order.

Everything holds on ``ON``. A function takes what its row belongs to first, then keywords; further
keywords are the model's own fields. Dated rows take ``start`` and ``end`` (the first day on which
they no longer hold). People and schools are invented and marked as demonstration data.
"""

from datetime import date
from itertools import count
from typing import Any

from django.db import transaction

from accounts.models import AccessGrant, GrantRole, User
from governance.choices import (
    AffiliationKind,
    BodyKind,
    DocumentKind,
    Enforcement,
    GroupType,
    MembershipKind,
    Method,
    OrgLevel,
    OrgState,
    OrgType,
    RestrictionKind,
    Role,
    Severity,
    SubjectKind,
)
from governance.models import (
    Affiliation,
    Document,
    Finding,
    HostUnit,
    JointCoverage,
    LeadingGroup,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    Post,
    RightsRestriction,
    RoleAssignment,
    RuleEnforcement,
    RuleParameter,
    Term,
    Waiver,
)
from schools.choices import JurisdictionLevel, LeadershipSystem, Ownership, PoliticalStatus, UnitKind
from schools.models import Employment, Jurisdiction, Person, School, Unit, UnitMembership
from schools.periods import open_period

#: The day on which the tests look.
ON = date(2026, 6, 1)
FOUNDED = date(2020, 3, 15)
TERM_START = date(2024, 3, 15)
EMPLOYED = date(2015, 9, 1)

_numbers = count(1)
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


def demo_name(number: int) -> str:
    """Return an invented name: 演示 and the number written in the ten heavenly stems."""
    return "演示" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


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


def school(**changes: Any) -> School:
    """Return a public primary school that switched its leadership system on 1 September 2023."""
    number = next(_numbers)
    defaults = {
        "code": f"21330{number:05d}",
        "name": f"兰溪市演示第{number}小学",
        "type_code": "21",
        "stages": ["primary"],
        "ownership": Ownership.PUBLIC,
        "is_legal_person": True,
        "leadership_system": LeadershipSystem.PARTY_LED,
        "system_from": date(2023, 9, 1),
        "is_demo": True,
    }
    if "jurisdiction" not in changes:
        changes["jurisdiction"] = county()
    return School.objects.create(**{**defaults, **changes})


def unit(school: School, name: str = "七年级组", *, start: date = FOUNDED, end=None, **changes: Any) -> Unit:
    """Return a grade group on which a branch may stand."""
    defaults = {"number": f"N{next(_numbers):06d}", "kind": UnitKind.GRADE, "is_base": True}
    with transaction.atomic():
        return Unit.objects.create(
            school=school, name=name, period=open_period(start, end), **{**defaults, **changes}
        )


def person(school: School, **changes: Any) -> Person:
    """Return somebody who is no Party member and has no employment yet."""
    number = next(_numbers)
    defaults = {
        "number": f"R{number:06d}",
        "name": demo_name(number),
        "political_status": PoliticalStatus.NONE,
        "is_demo": True,
    }
    return Person.objects.create(school=school, **{**defaults, **changes})


def member(
    school: School, organization: PartyOrganization | None = None, *, start: date = FOUNDED, **changes: Any
) -> Person:
    """Return an employed full member, formally in ``organization`` if one is given."""
    defaults = {
        "political_status": PoliticalStatus.FULL,
        "joined_on": date(2009, 7, 1),
        "full_on": date(2010, 7, 1),
    }
    created = person(school, **{**defaults, **changes})
    employ(created, school)
    if organization is not None:
        membership(created, organization, start=start)
    return created


def members(number: int, school: School, organization: PartyOrganization | None = None, **changes: Any):
    """Return ``number`` people made by ``member``."""
    return [member(school, organization, **changes) for _ in range(number)]


def employ(person: Person, school: School | None = None, *, start=EMPLOYED, end=None, **changes: Any):
    """Return the main employment of the person at the school, by default where the file is kept."""
    period = open_period(start, end)
    return Employment.objects.create(person=person, school=school or person.school, period=period, **changes)


def unit_membership(unit: Unit, person: Person, *, start: date = FOUNDED, end=None) -> UnitMembership:
    """Put the person into the unit."""
    return UnitMembership.objects.create(unit=unit, person=person, period=open_period(start, end))


def document(owner: School | Jurisdiction | None = None, **changes: Any) -> Document:
    """Return an approval by the county's upper organisation, kept at a school or a division."""
    number = next(_numbers)
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
        "number": f"D{next(_numbers):06d}",
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


def membership(
    person: Person,
    organization: PartyOrganization | None = None,
    *,
    kind: MembershipKind = MembershipKind.FORMAL,
    start: date = FOUNDED,
    end=None,
    **changes: Any,
) -> PartyMembership:
    """Put the member into the branch, formally by default."""
    period = open_period(start, end)
    return PartyMembership.objects.create(
        person=person, organization=organization, kind=kind, period=period, **changes
    )


def restriction(person: Person, kind=RestrictionKind.PROBATION, *, start=FOUNDED, end=None, **changes: Any):
    """Record a decision that takes the member's vote away."""
    period = open_period(start, end)
    return RightsRestriction.objects.create(person=person, kind=kind, period=period, **changes)


def term(organization: PartyOrganization, *, start: date = TERM_START, end=None, **changes: Any) -> Term:
    """Return a term of three years without a committee."""
    defaults = {
        "number": 2,
        "planned_end": date(start.year + 3, start.month, start.day),
        "committee_seats": 0,
    }
    period = open_period(start, end)
    return Term.objects.create(organization=organization, period=period, **{**defaults, **changes})


def leading_group(
    school: School, *types: GroupType, start: date = date(2023, 9, 1), end=None, **changes: Any
) -> LeadingGroup:
    """Return a leading group; its type is ideology unless told otherwise."""
    defaults = {"number": f"L{next(_numbers):06d}", "name": "意识形态工作领导小组"}
    return LeadingGroup.objects.create(
        school=school,
        types=list(types or (GroupType.IDEOLOGY,)),
        period=open_period(start, end),
        **{**defaults, **changes},
    )


_BODIES = {
    PartyOrganization: BodyKind.ORGANIZATION,
    Unit: BodyKind.UNIT,
    LeadingGroup: BodyKind.GROUP,
    School: BodyKind.SCHOOL,
}


def post(body: PartyOrganization | Unit | LeadingGroup | School, role: Role, **changes: Any) -> Post:
    """Return the post ``role`` of the body, created if it is new."""
    kind = _BODIES[type(body)]
    key = {"body_kind": kind, "role": role, kind.value: body}
    home = {} if kind == BodyKind.SCHOOL else {"school": body.school}
    found, _ = Post.objects.get_or_create(**key, defaults={**home, **changes})
    return found


def assign(
    person: Person,
    body: Any,
    role: Role = Role.SECRETARY,
    *,
    start: date = TERM_START,
    end=None,
    **changes: Any,
) -> RoleAssignment:
    """Give the person the post ``role`` of the body, by appointment with approval."""
    held = body if isinstance(body, Post) else post(body, role)
    defaults = {"method": Method.APPOINTED, "approved_on": start}
    period = open_period(start, end)
    return RoleAssignment.objects.create(post=held, person=person, period=period, **{**defaults, **changes})


def parameter(
    name: str, value: Any, place=None, *, start: date = date(2024, 1, 1), end=None
) -> RuleParameter:
    """Let a division, by default the county, set a parameter; ``value`` is as JSON keeps it."""
    return RuleParameter.objects.create(
        jurisdiction=place or county(),
        name=name,
        value=value,
        document_number="演示文件〔2024〕1号",
        period=open_period(start, end),
    )


def enforcement(rule: str, level: Enforcement, place=None, *, start=date(2024, 1, 1), end=None):
    """Let a division, by default the county, set how a rule is enforced."""
    return RuleEnforcement.objects.create(
        jurisdiction=place or county(),
        rule=rule,
        level=level,
        document_number="演示文件〔2024〕2号",
        period=open_period(start, end),
    )


def waiver(
    school: School, rule: str, subject_kind: SubjectKind, subject_number: str, **changes: Any
) -> Waiver:
    """Waive a finding of the school for the year 2026."""
    period = open_period(changes.pop("start", date(2026, 1, 1)), changes.pop("end", date(2027, 1, 1)))
    defaults = {"reason": "演示理由", "approver": "演示批准单位", "document_number": "演示〔2026〕3号"}
    return Waiver.objects.create(
        school=school,
        rule=rule,
        subject_kind=subject_kind,
        subject_number=subject_number,
        period=period,
        **{**defaults, **changes},
    )


def finding(school: School, rule: str = "ORG-005", **changes: Any) -> Finding:
    """Return an open finding of the rule on the school."""
    defaults = {
        "severity": Severity.WARNING,
        "subject_kind": SubjectKind.SCHOOL,
        "subject_number": school.code,
        "subject_name": school.name,
        "evidence": {"school": school.name},
        "first_seen": date(2026, 5, 1),
        "last_seen": ON,
    }
    return Finding.objects.create(school=school, rule=rule, **{**defaults, **changes})


def user(username: str = "", **changes: Any) -> User:
    """Return an active user with the password ``demo-password``."""
    name = username or f"demo-{next(_numbers)}"
    return User.objects.create_user(
        username=name, password=changes.pop("password", "demo-password"), **changes
    )


def grant(user: User, scope: School | Jurisdiction, role: str = "", *, start=date(2020, 1, 1), end=None):
    """Give the user a role; by default administrator of a school, official of a division."""
    is_school = isinstance(scope, School)
    role = role or (GrantRole.ADMINISTRATOR if is_school else GrantRole.OFFICIAL)
    place = {"school": scope} if is_school else {"jurisdiction": scope}
    return AccessGrant.objects.create(user=user, role=role, period=open_period(start, end), **place)
