"""Founding a branch inside a school: only on a base unit."""

import pytest

from governance.choices import OrgState
from governance.models import ChangeSet, HostUnit, PartyOrganization
from schools.models import Unit
from tests import factories
from tests.governance.admin.desk import address, save, text

pytestmark = pytest.mark.django_db


def found(client, general, **changes):
    url = address(PartyOrganization, "add", school=general.school.pk)
    wanted = {
        "type": "branch",
        "full_name": f"中共{general.school.name}九年级组支部委员会",
        "short_name": "九年级组党支部",
        "parent": general.root.pk,
    }
    return save(client, url, **{**wanted, **changes})


def test_a_branch_without_a_unit_is_refused_with_the_rule_and_the_units(clerk, general):
    factories.unit(general.school, "九年级组")
    factories.unit(general.school, "东校区", kind="campus", is_base=False)
    before = PartyOrganization.objects.count()

    answer = found(clerk, general)

    page = text(answer)
    box = page[page.index('class="problem') : page.index("</section>")]
    assert "/rules/ORG-013/" in box
    assert [name in box for name in ("七年级组", "八年级组", "九年级组", "东校区")] == [
        True,
        True,
        True,
        False,
    ]
    assert 'value="九年级组党支部"' in page
    assert (PartyOrganization.objects.count(), ChangeSet.objects.count()) == (before, 0)


def test_a_school_without_units_is_sent_to_register_one(clerk, general):
    HostUnit.objects.all().delete()
    Unit.objects.update(is_base=False)

    page = text(found(clerk, general))

    assert f"{address(Unit, 'add')}?school={general.school.pk}" in page


def test_a_branch_on_a_base_unit_is_drawn_and_on_record(clerk, general):
    unit = factories.unit(general.school, "九年级组")

    answer = found(clerk, general, host_units=[unit.pk])

    branch = PartyOrganization.objects.get(short_name="九年级组党支部")
    assert answer["Location"] == address(branch, "change")
    assert (branch.state, [h.unit for h in branch.hosts.all()]) == (OrgState.DRAFT, [unit])
    change = ChangeSet.objects.get()
    assert (change.operation, change.actor, change.effective_on) == (
        "organization_draft",
        clerk.user,
        factories.ON,
    )


def test_base_units_are_offered_first(clerk, general):
    factories.unit(general.school, "东校区", kind="campus", is_base=False)
    form = clerk.get(address(PartyOrganization, "add", school=general.school.pk)).context["adminform"].form

    groups = [
        (label, [name for _pk, name in choices]) for label, choices in form.fields["host_units"].choices
    ]

    assert groups == [
        ("可以设支部的基本单元", ["七年级组（年级组）", "八年级组（年级组）"]),
        ("其他单元", ["东校区（校区）"]),
    ]


def test_the_only_school_is_settled_without_asking(clerk, general):
    page = text(clerk.get(address(PartyOrganization, "add")))

    assert general.school.name in page
    assert 'name="full_name"' in page


def test_who_keeps_several_schools_chooses_one_first(clerk, general, single):
    factories.grant(clerk.user, single.school)

    page = text(clerk.get(address(PartyOrganization, "add")))

    assert [f"?school={s.pk}" in page for s in (general.school, single.school)] == [True, True]
    assert 'name="full_name"' not in page


def test_a_school_of_others_cannot_be_named(clerk, single):
    assert clerk.get(address(PartyOrganization, "add", school=single.school.pk)).status_code == 404
