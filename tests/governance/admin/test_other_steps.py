"""The buttons of assignments, terms, members, units and hosts."""

from datetime import date

import pytest

from governance.models import ChangeSet, HostUnit, LeadingGroup, PartyMembership, RoleAssignment, Term
from schools.models import Employment, Person, Unit
from tests import factories
from tests.governance.admin.desk import address, save

pytestmark = pytest.mark.django_db


def operations():
    return list(ChangeSet.objects.order_by("pk").values_list("operation", flat=True))


def secretary(organization):
    return RoleAssignment.objects.as_of(factories.ON).get(organization=organization, role="secretary")


def test_ending_a_post(clerk, general):
    held = secretary(general.root)

    save(clerk, address(held, "step", "end"), end_reason="resigned")

    held.refresh_from_db()
    assert (held.ends_on, held.end_reason, operations()) == (factories.ON, "resigned", ["post_end"])


def test_handing_over_a_post(clerk, general):
    held = secretary(general.branches[0])
    data = {"person": general.people[2].pk, "end_reason": "moved", "approved_on": "2026-05-30"}

    save(clerk, address(held, "step", "hand-over"), act_reason="岗位调整", **data)

    assert secretary(general.branches[0]).person == general.people[2]


def test_extending_a_term(clerk, general):
    term = general.root.terms.get()

    save(clerk, address(term, "step", "extend"), until="2027-09-15", paper_number="演示〔2026〕9号")

    term.refresh_from_db()
    assert (term.extended_until, term.extension.document_number) == (date(2027, 9, 15), "演示〔2026〕9号")
    assert operations() == ["record_create", "term_extend"]


def test_steps_of_an_election(clerk, general):
    term = general.root.terms.get()

    save(clerk, address(term, "step", "election"), reminded_on="2026-05-01")

    assert Term.objects.get(pk=term.pk).reminded_on == date(2026, 5, 1)


def test_closing_a_term(clerk, general):
    term = general.branches[0].terms.get()

    save(clerk, address(term, "step", "close"))

    assert Term.objects.get(pk=term.pk).ends_on == factories.ON


def test_opening_the_next_term(clerk, general):
    branch = general.branches[0]
    url = address(Term, "add", organization=branch.pk)

    save(clerk, url, committee_seats=0, act_reason="按期换届")

    assert [t.number for t in branch.terms.order_by("period")] == [2, 3]
    assert operations() == ["term_open"]


def test_confirming_a_probationary_member(clerk, general):
    person = factories.member(
        general.school, general.branches[0], political_status="probationary", full_on=None,
        joined_on=date(2025, 5, 20),
    )  # fmt: skip

    save(clerk, address(person, "step", "confirm"), full_on="2026-05-20")

    person.refresh_from_db()
    assert (person.full_on, person.political_status) == (date(2026, 5, 20), "full")


def test_confirming_from_the_membership(clerk, general):
    person = factories.member(
        general.school, general.branches[0], political_status="probationary", full_on=None,
        joined_on=date(2025, 5, 20),
    )  # fmt: skip

    save(clerk, address(person.party_memberships.get(), "step", "confirm"))

    assert Person.objects.get(pk=person.pk).full_on == factories.ON


def test_transferring_to_another_branch(clerk, general):
    person = general.people[3]

    save(clerk, address(person, "step", "transfer"), to_organization=general.branches[1].pk)

    current = person.party_memberships.as_of(factories.ON).get()
    assert (current.organization, operations()) == (general.branches[1], ["member_transfer"])


def test_transferring_outside_the_register_stays_in_sight(clerk, general):
    membership = general.people[3].party_memberships.get()

    save(clerk, address(membership, "step", "transfer"), to_outside="中共演示镇委员会")

    current = general.people[3].party_memberships.as_of(factories.ON).get()
    assert current.external_organization == "中共演示镇委员会"
    assert clerk.get(address(current, "change")).status_code == 200


def test_one_target_of_a_transfer_is_asked_for(clerk, general):
    answer = save(clerk, address(general.people[3], "step", "transfer"))

    assert "to_organization" in answer.context["form"].errors


def test_leaving_a_branch(clerk, general):
    membership = general.people[3].party_memberships.get()

    save(clerk, address(membership, "step", "leave"))

    assert PartyMembership.objects.get(pk=membership.pk).ends_on == factories.ON


def test_leaving_the_school(clerk, general):
    person = general.people[3]

    save(clerk, address(person, "step", "leave"), end_reason="retired")

    assert Employment.objects.get(person=person).ends_on == factories.ON
    assert Person.objects.get(pk=person.pk).retired_on == factories.ON


def test_moving_to_a_school_of_the_same_keeper(clerk, general, single):
    factories.grant(clerk.user, single.school)
    person = general.people[3]

    save(clerk, address(person, "step", "move"), to_school=single.school.pk)

    assert Person.objects.get(pk=person.pk).school == single.school


def test_closing_a_unit(clerk, general):
    unit = factories.unit(general.school, "演示组")

    save(clerk, address(unit, "step", "close"))

    assert Unit.objects.get(pk=unit.pk).ends_on == factories.ON


def test_ending_a_host_asks_the_rules(clerk, general):
    unit = factories.unit(general.school, "九年级组")
    second = factories.host_unit(general.branches[0], unit)

    save(clerk, address(second, "step", "end"), act_reason="并入综合支部")

    assert HostUnit.objects.get(pk=second.pk).ends_on == factories.ON


def test_closing_a_leading_group(clerk, general):
    group = general.school.leading_groups.get()

    save(clerk, address(group, "step", "close"), act_reason="机构调整")

    assert LeadingGroup.objects.get(pk=group.pk).ends_on == factories.ON
