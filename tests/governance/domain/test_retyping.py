"""A change of type is one act at one date: what hangs on the old organisation goes on with the new one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import MembershipKind, OrgState, OrgType, Role
from governance.domain.founding import organization_draft
from governance.domain.refusals import Refused
from governance.domain.retyping import NewBranch, organization_retype
from governance.models import Finding, PartyMembership, PartyOrganization, RoleAssignment, Term
from schools.domain.trees import wrong_nodes
from tests import factories
from tests.governance.domain.census import recorded, register
from tests.structures import do, open_findings


def retype(structure, type, **changes):  # noqa: A002 -- the field's own name
    suffix = {"committee": "委员会", "general_branch": "总支部委员会", "branch": "支部委员会"}
    return organization_retype(
        act=do(reason="工作需要"),
        organization=changes.pop("organization", structure.root),
        type=type,
        full_name=f"中共{structure.school.name}{suffix.get(type, '联合支部委员会')}",
        approval=factories.document(structure.school, issued_on=date(2026, 5, 20)),
        **changes,
    )


def plans(structure, *teams):
    """Return a plan of a branch on a grade group for each team."""
    found = []
    for nth, team in enumerate(teams):
        unit = factories.unit(structure.school, f"第{nth}年级组")
        factories.unit_membership(unit, team[0])
        factories.assign(team[0], unit, Role.UNIT_HEAD)
        name = f"中共{structure.school.name}第{nth}年级组支部委员会"
        found.append(NewBranch(name, team[0], factories.ON, (unit,), tuple(team)))
    return found


def in_office(organization):
    held = RoleAssignment.objects.as_of(factories.ON).filter(organization=organization)
    return set(held.values_list("role", "person"))


def members_of(organization):
    return set(organization.memberships.as_of(factories.ON).values_list("person", flat=True))


def test_general_branch_becomes_a_committee_and_back_with_all_that_stands_below(general):
    team, teams = in_office(general.root), [members_of(branch) for branch in general.branches]
    draft = organization_draft(
        act=do(reason="试"),
        school=general.school,
        type=OrgType.BRANCH,
        full_name="中共演示支部委员会",
        parent=general.root,
        host_units=[factories.unit(general.school, "九年级组")],
    )

    committee = retype(general, OrgType.COMMITTEE)
    again = retype(general, OrgType.GENERAL_BRANCH, organization=committee)

    below = list(again.get_children().order_by("pk"))
    assert [b.pk for b in below] == [*(b.pk for b in general.branches), draft.pk]
    assert [members_of(branch) for branch in general.branches] == teams
    assert in_office(again) == team
    assert wrong_nodes(PartyOrganization) == []
    assert PartyOrganization.objects.get(pk=committee.pk).state == OrgState.DISSOLVED
    assert again.predecessor == committee


@pytest.mark.parametrize(
    ("due", "changes", "carried"),
    [
        (date(2027, 3, 15), {}, date(2027, 3, 15)),
        (factories.ON - timedelta(days=159), {}, factories.ON + timedelta(days=1)),
        (factories.ON, {}, factories.ON + timedelta(days=1)),
        (date(2026, 3, 15), {"extended_until": date(2026, 12, 1)}, factories.ON + timedelta(days=1)),
        (date(2026, 3, 15), {"extended_until": date(2026, 12, 1), "extension": True}, date(2026, 12, 1)),
    ],
)
def test_the_term_goes_on_and_no_overdue_election_is_made_good(due, changes, carried, general):
    if changes.pop("extension", False):
        changes["extension"] = factories.document(general.school, issued_on=date(2026, 3, 1))
    Term.objects.filter(organization=general.root).update(planned_end=due, **changes)

    committee = retype(general, OrgType.COMMITTEE)

    term = Term.objects.get(organization=committee)
    assert (term.planned_end, term.is_carried_over) == (carried, True)


def test_a_term_of_unknown_length_begins_anew(general):
    Term.objects.filter(organization=general.root).update(planned_end=None)

    committee = retype(general, OrgType.COMMITTEE)

    assert Term.objects.get(organization=committee).is_carried_over is False


def test_what_is_held_by_virtue_of_a_post_goes_on_with_the_post(general):
    held = RoleAssignment.objects.get(organization=general.root, role=Role.SECRETARY)
    head = RoleAssignment.objects.get(role=Role.HEAD, post__school=general.school)
    RoleAssignment.objects.filter(pk=head.pk).update(by_virtue_of=held)

    new = retype(general, OrgType.COMMITTEE)

    head.refresh_from_db()
    assert head.ends_on is None
    assert head.by_virtue_of.organization == new
    assert not {rule for rule, _ in open_findings(general.school) if rule.startswith("LG")}


def test_branch_becomes_a_general_branch_and_its_groups_close(single):
    people = [*single.people, *factories.members(3, single.school, single.root)]
    group = factories.organization(OrgType.GROUP, parent=single.root)
    factories.assign(people[2], group, Role.GROUP_LEADER)
    PartyMembership.objects.filter(person=people[2]).update(party_group=group)

    new = retype(
        single,
        OrgType.GENERAL_BRANCH,
        committee_seats=5,
        branches=plans(single, people[:4], people[4:]),
    )

    group.refresh_from_db()
    assert group.state == OrgState.DISSOLVED
    assert in_office(group) == set()
    assert [members_of(branch) for branch in new.get_children()] == [
        {p.pk for p in people[:4]},
        {p.pk for p in people[4:]},
    ]


def test_party_groups_become_branches_with_who_is_in_them(single):
    people = [*single.people, *factories.members(3, single.school, single.root)]
    groups = [factories.organization(OrgType.GROUP, parent=single.root) for _number in range(3)]
    crews = (people[:4], people[4:8])
    for group, crew in zip(groups, crews, strict=False):
        PartyMembership.objects.filter(person__in=crew).update(party_group=group)
    units = [factories.unit(single.school, name) for name in ("七年级组", "八年级组")]
    factories.host_unit(groups[0], units[0])

    new = retype(
        single,
        OrgType.GENERAL_BRANCH,
        committee_seats=5,
        branches=[
            NewBranch(f"中共{single.school.name}七年级组支部委员会", people[0], group=groups[0]),
            NewBranch(
                f"中共{single.school.name}八年级组支部委员会",
                people[4],
                host_units=(units[1],),
                groups=(groups[1],),
            ),
        ],
    )

    one, two = new.get_children()
    assert [members_of(branch) for branch in (one, two)] == [{p.pk for p in crew} for crew in crews]
    assert list(one.hosts.values_list("unit", flat=True)) == [units[0].pk]
    assert (one.predecessor, two.predecessor) == (groups[0], None)
    for group in groups:
        group.refresh_from_db()
    # One became a branch, one moved below its branch, one had nobody in it.
    states = [group.state for group in groups]
    assert states == [OrgState.DISSOLVED, OrgState.ACTIVE, OrgState.DISSOLVED]
    assert groups[1].parent == two
    inside = PartyMembership.objects.as_of(factories.ON).filter(party_group=groups[1])
    assert set(inside.values_list("person", flat=True)) == {p.pk for p in crews[1]}
    assert wrong_nodes(PartyOrganization) == []


def test_general_branch_becomes_a_branch_and_takes_its_members_back(general):
    groups = [factories.organization(OrgType.GROUP, parent=branch) for branch in general.branches]
    PartyMembership.objects.filter(person=general.people[0]).update(party_group=groups[0])
    temporary = factories.membership(
        factories.member(general.school), general.branches[0], kind=MembershipKind.TEMPORARY
    )

    new = retype(general, OrgType.BRANCH, committee_seats=5)

    assert members_of(new) == {person.pk for person in general.people}
    for branch in general.branches:
        branch.refresh_from_db()
        assert (branch.state, in_office(branch), members_of(branch)) == (OrgState.DISSOLVED, set(), set())
    assert [group.pk for group in new.get_children()] == [group.pk for group in groups]
    assert new.memberships.get(person=general.people[0], period__endswith=None).party_group == groups[0]
    temporary.refresh_from_db()
    assert temporary.ends_on == factories.ON
    assert wrong_nodes(PartyOrganization) == []


def test_joint_branch_becomes_a_branch_of_its_lead_school(single):
    factories.enter_state(single.root, OrgState.DISSOLVED, date(2026, 1, 1))
    joint = factories.organization(OrgType.JOINT_BRANCH, school=single.school, level="district")
    for school in (single.school, factories.school()):
        factories.coverage(joint, school)
    factories.term(joint)
    team = factories.members(3, single.school, joint)
    factories.assign(team[0], joint, Role.SECRETARY, document=factories.document(single.school))

    new = retype(single, OrgType.BRANCH, organization=joint)

    assert (new.level, new.school) == ("school", single.school)
    assert members_of(new) == {person.pk for person in team}
    assert not joint.coverages.as_of(factories.ON).exists()


def test_branch_becomes_a_joint_branch_over_two_schools(single):
    village = factories.school()

    new = retype(
        single, OrgType.JOINT_BRANCH, covered_schools=(single.school, village), covered_units=("演示幼儿园",)
    )

    assert new.coverages.as_of(factories.ON).count() == 3
    assert members_of(new) == {person.pk for person in single.people}


def test_joint_branch_over_one_school_is_refused(single):
    with pytest.raises(Refused) as refused:
        retype(single, OrgType.JOINT_BRANCH, covered_schools=(single.school,))

    assert "ORG-004" in {o.rule for o in refused.value.obstacles}


def test_district_organisation_hands_down_the_branches_of_other_schools(general, single):
    PartyOrganization.objects.filter(pk=single.root.pk).update(superior=general.root)

    new = retype(general, OrgType.COMMITTEE)

    single.root.refresh_from_db()
    assert single.root.superior == new
    assert "ORG-010" not in {rule for rule, _ in open_findings(single.school)}


@pytest.mark.parametrize("left", [0, 1])
def test_gate_counts_the_state_after_the_plan(single, left):
    """Six members in two branches of three can start; with one left behind nothing is written at all."""
    people = [*single.people, *factories.members(1 + left, single.school, single.root)]
    before, record = register(), recorded()

    def act():
        return retype(
            single,
            OrgType.GENERAL_BRANCH,
            committee_seats=5,
            branches=plans(single, people[:3], people[3:6]),
        )

    if not left:
        assert act().get_children().count() == 2
        return
    with pytest.raises(ValidationError, match="没有编入新的支部"):
        act()
    after = register()
    assert {key: after.get(key) for key in before} == before
    assert recorded() == record


def test_branch_too_small_to_start_refuses_the_whole(single):
    with pytest.raises(Refused) as refused:
        retype(
            single,
            OrgType.GENERAL_BRANCH,
            committee_seats=5,
            branches=plans(single, single.people[:3], single.people[3:]),
        )

    assert "ORG-007" in {o.rule for o in refused.value.obstacles}
    assert PartyOrganization.objects.filter(school=single.school).count() == 1


def test_boundary_25_findings_keep_the_day_they_were_first_seen(general):
    RoleAssignment.objects.filter(role=Role.HEAD, post__school=general.school).delete()
    general.school.leading_groups.all().delete()
    PartyOrganization.objects.filter(pk=general.root.pk).update(full_name="演示小学党总支")
    organization_draft(
        act=do(today=date(2026, 5, 1)),
        school=general.school,
        type=OrgType.GROUP,
        full_name="中共演示党小组",
        parent=general.branches[0],
    )
    seen = dict(Finding.objects.filter(school=general.school).open().values_list("rule", "first_seen"))
    assert "ORG-021" in seen
    assert any(rule.startswith("LG") for rule in seen)

    new = organization_retype(
        act=do(reason="工作需要"),
        organization=general.root,
        type=OrgType.COMMITTEE,
        full_name="演示小学党委",
        approval=factories.document(general.school, issued_on=date(2026, 5, 20)),
    )

    finding = Finding.objects.get(school=general.school, rule="ORG-021", closed_on=None)
    assert (finding.first_seen, finding.subject_number) == (seen["ORG-021"], new.number)
    now = dict(Finding.objects.filter(school=general.school).open().values_list("rule", "first_seen"))
    assert {rule: now.get(rule) for rule in seen if rule[:2] in ("LG", "SE")} == {
        rule: day for rule, day in seen.items() if rule[:2] in ("LG", "SE")
    }
