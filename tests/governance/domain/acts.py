"""Every operation of the door once, on a school where it succeeds: tests ask the same of all of them."""

from datetime import date

from governance.choices import Duty, GroupType, Method, OrgState, OrgType, RestrictionKind, Role
from governance.domain import founding, hosting, members, people, posts, structure, terms, units
from governance.domain.intake import NewPerson, NewUnit, people_enter, units_enter
from governance.domain.leading_groups import leading_group_close, leading_group_set_up
from governance.domain.posts import Appointment
from governance.domain.records import record_correct, record_create, record_remove
from governance.domain.schools import school_register
from governance.domain.terms import Seat
from governance.models import Affiliation, PartyMembership
from schools.choices import EmploymentEnd, UnitKind
from schools.periods import open_period
from tests import factories
from tests.governance.domain.case import Case
from tests.governance.domain.dividing_acts import DIVIDING
from tests.governance.domain.world import World

__all__ = ["CASES", "Case"]


def _appointment(w: World) -> Appointment:
    return Appointment(
        method=Method.DESIGNATED, document=w.paper(), by_virtue_of=w.held(), approved_on=factories.ON
    )


CASES: dict[str, Case] = {
    "draft": Case(
        founding.organization_draft,
        lambda w: {
            "school": w.school,
            "type": OrgType.BRANCH,
            "full_name": f"中共{w.school.name}九年级组支部委员会",
            "parent": w.order.root,
            "host_units": (w.unit(),),
        },
    ),
    "draft a joint branch": Case(
        founding.organization_draft,
        lambda w: {
            "school": w.school,
            "type": OrgType.JOINT_BRANCH,
            "full_name": f"中共{w.school.name}联合支部委员会",
            "superior": factories.upper(),
            "covered_schools": (factories.school(), factories.school()),
        },
    ),
    "submit": Case(founding.organization_submit, lambda w: {"organization": w.inner(OrgState.DRAFT)}),
    "return": Case(
        founding.organization_return, lambda w: {"organization": w.inner(OrgState.SUBMITTED)}, decides=True
    ),
    "approve": Case(
        founding.organization_approve,
        lambda w: {"organization": w.inner(OrgState.SUBMITTED), "approval": w.paper()},
        decides=True,
    ),
    "activate": Case(founding.organization_activate, lambda w: {"organization": w.prepared()}),
    "rename": Case(
        structure.organization_rename, lambda w: {"organization": w.branch, "full_name": "中共演示支部委员会"}
    ),
    "move": Case(
        structure.organization_move, lambda w: {"organization": w.group(), "parent": w.order.branches[1]}
    ),
    "move elsewhere": Case(
        structure.organization_move, lambda w: {"organization": w.order.root, "superior": factories.upper()}
    ),
    "adjust": Case(
        structure.organization_adjust, lambda w: {"organization": w.branch, "document": w.paper()}
    ),
    "settle": Case(structure.organization_settle, lambda w: {"organization": w.inner(OrgState.ADJUSTING)}),
    "dissolve": Case(
        structure.organization_dissolve, lambda w: {"organization": w.empty_branch(), "document": w.paper()}
    ),
    **DIVIDING,
    "attach": Case(hosting.host_attach, lambda w: {"organization": w.branch, "units": (w.unit(),)}),
    "detach": Case(hosting.host_detach, lambda w: {"host": factories.host_unit(w.branch, w.unit())}),
    "cover": Case(hosting.coverage_add, lambda w: {"organization": w.joint(), "school": factories.school()}),
    "end coverage": Case(
        hosting.coverage_end, lambda w: {"coverage": factories.coverage(w.joint(), factories.school())}
    ),
    "join": Case(
        members.member_join,
        lambda w: {"person": w.newcomer(), "organization": w.branch, "party_group": w.group()},
    ),
    "confirm": Case(members.member_confirm, lambda w: {"person": w.probationary()}),
    "transfer": Case(
        members.member_transfer,
        lambda w: {"people": (w.order.people[3],), "organization": w.order.branches[1]},
    ),
    "transfer out": Case(
        members.member_transfer,
        lambda w: {"people": (w.order.people[3],), "external_organization": "演示社区党支部"},
    ),
    "leave": Case(
        members.member_leave,
        lambda w: {
            "membership": PartyMembership.objects.get(person=w.order.people[3]),
            "left_party": True,
        },
    ),
    "restrict": Case(
        members.rights_restrict,
        lambda w: {"person": w.order.people[3], "kind": RestrictionKind.PROBATION, "document": w.paper()},
    ),
    "hire": Case(
        people.person_hire, lambda w: {"school": w.school, "name": "演示新人", "units": (w.order.units[0],)}
    ),
    "enter a list of units": Case(
        units_enter,
        lambda w: {
            "school": w.school,
            "units": (NewUnit("九年级组", UnitKind.GRADE), NewUnit("教务处", UnitKind.OFFICE)),
        },
    ),
    "enter a list of people": Case(
        people_enter,
        lambda w: {
            "school": w.school,
            "people": (
                NewPerson("演示新人", units=(w.order.units[0],), unit_role=Role.UNIT_DEPUTY),
                NewPerson("演示另一人", "T9001", school_role=Role.VICE_PRINCIPAL),
            ),
        },
    ),
    "move a person": Case(
        people.person_move, lambda w: {"person": w.order.people[7], "school": factories.school()}
    ),
    "retire": Case(
        people.person_leave, lambda w: {"person": w.order.people[7], "reason": EmploymentEnd.RETIRED}
    ),
    "assign": Case(
        posts.post_assign,
        lambda w: {
            "body": w.order.units[1],
            "role": Role.UNIT_DEPUTY,
            "person": w.order.people[7],
            "appointment": _appointment(w),
        },
    ),
    "assign in a branch": Case(
        posts.post_assign, lambda w: {"body": w.branch, "role": Role.MEMBER, "person": w.order.people[3]}
    ),
    "assign in the school": Case(
        posts.post_assign,
        lambda w: {"body": w.school, "role": Role.VICE_PRINCIPAL, "person": w.order.people[3]},
    ),
    "end a post": Case(posts.post_end, lambda w: {"assignment": w.held()}),
    "hand over": Case(
        posts.post_hand_over,
        lambda w: {
            "assignment": w.held(),
            "person": w.order.people[7],
            "appointment": Appointment(
                method=Method.ELECTED, document=w.paper(), duties=(Duty.ORGANIZATION,)
            ),
        },
    ),
    "open a term": Case(
        terms.term_open,
        lambda w: {
            "organization": w.branch,
            "committee_seats": 0,
            "team": (Seat(Role.SECRETARY, w.order.people[0], document=w.paper(), approved_on=factories.ON),),
            "early_approval": w.paper(),
        },
    ),
    "extend": Case(
        terms.term_extend,
        lambda w: {"term": w.branch.terms.get(), "until": date(2027, 9, 1), "extension": w.paper()},
    ),
    "close a term": Case(terms.term_close, lambda w: {"term": w.branch.terms.get()}),
    "note a step": Case(
        terms.term_note, lambda w: {"term": w.branch.terms.get(), "reminded_on": factories.ON}
    ),
    "create a unit": Case(
        units.unit_create,
        lambda w: {
            "school": w.school,
            "name": "语文备课组",
            "kind": UnitKind.PREPARATION,
            "parent": w.order.units[0],
            "people": (w.order.people[3],),
        },
    ),
    "rename a unit": Case(units.unit_rename, lambda w: {"unit": w.unit(), "name": "初三年级组"}),
    "move a unit": Case(units.unit_move, lambda w: {"unit": w.unit(), "parent": w.order.units[0]}),
    "close a unit": Case(units.unit_close, lambda w: {"unit": w.order.units[0]}),
    "set up a leading group": Case(
        leading_group_set_up,
        lambda w: {
            "school": w.school,
            "name": "安全工作领导小组",
            "types": [GroupType.OTHER],
            "heads": (w.order.people[1],),
            "deputies": (w.order.people[5],),
            "members": (w.order.people[3],),
            "document": w.paper(),
        },
    ),
    "close a leading group": Case(leading_group_close, lambda w: {"group": w.school.leading_groups.get()}),
    "add a record": Case(
        record_create,
        lambda w: {
            "row": Affiliation(
                school=w.school,
                kind="liaison",
                outer_name="演示联络员",
                document=w.paper(),
                period=open_period(factories.ON),
            )
        },
    ),
    "correct a record": Case(record_correct, lambda w: {"row": w.held(), "fields": {"document": w.paper()}}),
    "remove a record": Case(record_remove, lambda w: {"row": w.paper()}),
    "register a school": Case(
        school_register,
        lambda w: {
            "jurisdiction": factories.county(),
            "code": "2133099999",
            "name": "演示新校",
            "type_code": "21",
        },
        decides=True,
    ),
}
