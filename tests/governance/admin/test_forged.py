"""Forged numbers: whatever a form lets choose, it refuses the rows of another school."""

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from governance.admin.saving import OperationAdmin
from governance.choices import OrgType
from governance.forms.bodies import BodyField
from governance.models import Document, HostUnit, LeadingGroup, PartyOrganization, RoleAssignment, Term
from schools.models import Jurisdiction, Person, School, Unit
from tests import factories
from tests.governance.admin.desk import address
from tests.governance.admin.test_registration import everything

pytestmark = pytest.mark.django_db

DESKS = {
    model.__name__: desk for model, desk in admin.site._registry.items() if isinstance(desk, OperationAdmin)
}
CHOOSING = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)


def of_school(structure):
    """Return one row of every kind a form lets choose, all of one school."""
    school = structure.school
    return {
        Document: school.documents.first(),
        HostUnit: HostUnit.objects.filter(organization__school=school).first(),
        LeadingGroup: school.leading_groups.first(),
        PartyOrganization: structure.root,
        Person: structure.people[0],
        RoleAssignment: RoleAssignment.objects.filter(post__school=school).first(),
        School: school,
        Term: structure.root.terms.first(),
        Unit: factories.unit(school, "演示组"),
        Jurisdiction: school.jurisdiction,
    }


def forms_of(client, name, general):
    """Yield every form the school's administrator gets of a noun: adding, changing, and each step."""
    desk = DESKS[name]
    answer = client.get(address(desk.model, "add", school=general.school.pk))
    if answer.status_code == 200:
        yield "add", answer.context["adminform"].form
    row = desk.model.objects.visible_to(client.user).first()
    if row is None:
        return
    pages = [("change", address(row, "change"))]
    pages += [(step.name, address(row, "step", step.name)) for step in desk.steps]
    for label, url in pages:
        answer = client.get(url)
        if answer.status_code == 200 and "adminform" in answer.context:
            yield label, answer.context["adminform"].form


@pytest.mark.parametrize("name", sorted(DESKS))
def test_rows_of_another_school_are_refused_in_every_relation(name, clerk, general, single):
    everything(general.school)
    foreign = of_school(single)
    accepted = []

    for label, form in forms_of(clerk, name, general):
        for field_name, field in form.fields.items():
            if not isinstance(field, CHOOSING):
                continue
            row = foreign[field.queryset.model]
            assert type(row).objects.filter(pk=row.pk).exists()
            value = [row.pk] if isinstance(field, forms.ModelMultipleChoiceField) else row.pk
            try:
                field.clean(value)
            except ValidationError:
                continue
            accepted.append(f"{label}: {field_name}")

    assert accepted == []


def test_bodies_of_another_school_are_refused(clerk, general, single):
    form = clerk.get(address(RoleAssignment, "add", school=general.school.pk)).context["adminform"].form
    field = form.fields["body"]

    assert isinstance(field, BodyField)
    assert field.clean(f"organization:{general.root.pk}") == general.root
    for body in (f"organization:{single.root.pk}", f"school:{single.school.pk}", "organization:x", "x"):
        with pytest.raises(ValidationError):
            field.clean(body)


def test_a_forged_number_comes_back_as_an_error_of_its_field(clerk, general, single):
    url = address(PartyOrganization, "add", school=general.school.pk)
    data = {
        "type": "branch",
        "kind": "on_duty",
        "full_name": "演示支部",
        "parent": single.root.pk,
        "act_on": factories.ON.isoformat(),
    }

    answer = clerk.post(url, data)

    assert answer.status_code == 200
    assert "parent" in answer.context["adminform"].form.errors
    assert not PartyOrganization.objects.filter(full_name="演示支部").exists()


def test_the_committee_above_may_be_named_although_it_is_out_of_sight(clerk, general):
    upper = factories.upper()
    form = clerk.get(address(PartyOrganization, "add", school=general.school.pk)).context["adminform"].form

    assert not PartyOrganization.objects.visible_to(clerk.user).filter(pk=upper.pk).exists()
    assert form.fields["superior"].clean(upper.pk) == upper


def test_the_party_group_of_another_branch_is_refused(clerk, general):
    own, other = (
        factories.organization(OrgType.GROUP, parent=branch, short_name=f"{branch}小组")
        for branch in general.branches
    )
    membership = general.people[0].party_memberships.get()

    form = clerk.get(address(membership, "change")).context["adminform"].form

    assert form.fields["party_group"].clean(own.pk) == own
    with pytest.raises(ValidationError):
        form.fields["party_group"].clean(other.pk)
