"""Every noun is on the desk, shows only what its user may see, and is written only by who may write."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory

from accounts.models import AccessGrant, GrantRole, User
from governance.admin.saving import OperationAdmin
from governance.choices import OrgLevel, OrgState, OrgType
from governance.models import (
    Attestation,
    ChangeSet,
    Finding,
    FindingSpell,
    OrganizationMerger,
    OrganizationStatus,
    Plan,
    PlanEntry,
    PlanStep,
    RuleParameter,
    SchoolCheck,
    SchoolFigures,
    StructureReview,
    Waiver,
)
from schools.history import event_models
from schools.models import Jurisdiction, School
from tests import factories
from tests.governance.admin.desk import address

pytestmark = pytest.mark.django_db

REGISTER = {m for name in ("schools", "governance") for m in apps.get_app_config(name).get_models()}
NOUNS = sorted(REGISTER - set(event_models()), key=lambda model: model.__name__)
READ_ONLY = {
    Attestation,
    ChangeSet,
    Finding,
    FindingSpell,
    Jurisdiction,
    OrganizationMerger,
    OrganizationStatus,
    Plan,
    PlanEntry,
    PlanStep,
    SchoolCheck,
    SchoolFigures,
    StructureReview,
}
#: Written for the jurisdiction, by its officials.
OF_THE_DISTRICT = {RuleParameter, Waiver, School}


def asking(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def staff(scope, role=""):
    user = factories.user(is_staff=True)
    factories.grant(user, scope, role)
    return user


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_noun_is_on_the_desk(model):
    assert model in admin.site._registry


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_lists_hold_what_is_visible_and_nothing_else(model, general, single):
    desk = admin.site._registry[model]
    user = staff(general.school)
    for school in (general.school, single.school):
        everything(school)
    factories.enforcement("ORG-013", "refuse")
    factories.parameter("BRANCH_MAX", 40)

    shown = set(desk.get_queryset(asking(user)).values_list("pk", flat=True))

    visible = set(model.objects.visible_to(user).values_list("pk", flat=True))
    assert shown == visible
    assert model.objects.exclude(pk__in=visible).exists()


def everything(school):
    """Add what the two schools in order have not."""
    unit = factories.unit(school, "总务处")
    person = factories.member(school)
    factories.unit_membership(unit, person)
    factories.host_unit(school.organizations.first(), unit)
    factories.affiliation(school)
    factories.restriction(person)
    factories.finding(school)
    factories.figures(school)
    factories.waiver(school, "ORG-005", "school", school.code)
    joint = factories.organization(OrgType.JOINT_BRANCH, school=school, level=OrgLevel.DISTRICT)
    factories.coverage(joint, other_unit="演示单位")
    factories.merger(factories.organization(school=school, state=OrgState.DISSOLVED), joint)
    ChangeSet.objects.create(school=school, operation="demo", summary="演示", effective_on=factories.ON)
    plan = Plan.objects.create(
        school=school, title="演示方案", effective_on=factories.ON, author=factories.user()
    )
    PlanStep.objects.create(plan=plan, key=1, position=1, operation="unit_close")
    PlanEntry.objects.create(plan=plan, action="comment", text="演示")
    SchoolCheck.objects.create(
        school=school, on=factories.ON, checked_at="2026-06-01T00:00Z", rules_version="1"
    )
    factories.review(school)
    factories.attestation(school)


@pytest.mark.parametrize("model", sorted(READ_ONLY, key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_what_checks_and_operations_write_is_read_only_even_for_superusers(model):
    desk = admin.site._registry[model]
    request = asking(factories.user(is_staff=True, is_superuser=True))

    may = (
        desk.has_add_permission(request),
        desk.has_change_permission(request),
        desk.has_delete_permission(request),
    )

    assert (desk.has_view_permission(request), may) == (True, (False, False, False))


@pytest.mark.parametrize(
    "model", [m for m in NOUNS if m not in READ_ONLY | OF_THE_DISTRICT], ids=lambda m: m.__name__
)
def test_school_nouns_are_added_by_the_schools_administrator(model, general):
    desk = admin.site._registry[model]
    may = {
        "administrator": desk.has_add_permission(asking(staff(general.school))),
        "viewer": desk.has_add_permission(asking(staff(general.school, GrantRole.VIEWER))),
        "superuser": desk.has_add_permission(asking(factories.user(is_staff=True, is_superuser=True))),
    }

    at_school = not isinstance(desk, OperationAdmin) or desk.at_school
    assert may == {"administrator": at_school, "viewer": False, "superuser": True}


@pytest.mark.parametrize("model", sorted(OF_THE_DISTRICT, key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_district_nouns_are_added_by_officials(model, general):
    desk = admin.site._registry[model]

    assert desk.has_add_permission(asking(staff(factories.county())))
    assert not desk.has_add_permission(asking(staff(general.school)))


def test_officials_and_viewers_read_an_organisation_without_writing_it(general):
    desk = admin.site._registry[type(general.root)]

    for user in (staff(factories.county()), staff(general.school, GrantRole.VIEWER)):
        request = asking(user)
        assert desk.has_view_permission(request, general.root)
        assert not desk.has_change_permission(request, general.root)


def test_viewers_do_not_see_names_of_members(client, general):
    client.force_login(staff(general.school, GrantRole.VIEWER))
    person = general.people[0]

    assert client.get(address(type(person), "changelist")).status_code == 403
    assert client.get(address(person, "change")).status_code in (403, 404)
    assert person.name not in client.get(address(general.root, "history")).content.decode()


@pytest.mark.parametrize("action", ["change", "delete", "history"])
def test_a_row_outside_the_grants_does_not_exist(action, clerk, single):
    rows = (single.school, single.root, single.people[0], single.root.terms.get())

    assert [clerk.get(address(row, action)).status_code for row in rows] == [404, 404, 404, 404]


def test_a_step_on_a_row_outside_the_grants_does_not_exist(clerk, single):
    assert clerk.get(address(single.root, "step", "dissolve")).status_code == 404


@pytest.mark.parametrize(
    "lookup", ["joined_on__lt", "person__joined_on", "party_left_on__isnull", "name__startswith"]
)
def test_lists_answer_no_questions_their_page_does_not_ask(lookup, clerk, general):
    url = address(type(general.people[0]), "changelist", **{lookup: "2020-01-01"})

    assert clerk.get(url).status_code == 400


def test_filters_offer_only_places_inside_the_grants(clerk, official, single):
    elsewhere = factories.jurisdiction("330782", "演示市", parent=factories.county().parent)
    factories.school(jurisdiction=elsewhere)
    url = address(School, "changelist")

    pages = [client.get(url).content.decode() for client in (clerk, official)]

    assert School.objects.filter(jurisdiction=elsewhere).exists()
    assert ["演示市" in page for page in pages] == [False, False]


def test_users_and_grants_are_for_superusers_and_show_no_hash(clerk, client):
    root = factories.user("root", is_staff=True, is_superuser=True)
    client.force_login(root)

    page = client.get(address(root, "change")).content.decode()

    assert clerk is client or clerk.get(address(User, "changelist")).status_code == 403
    assert root.password not in page
    assert "pbkdf2" not in page


@pytest.mark.parametrize("model", [User, AccessGrant])
def test_delegates_have_no_way_to_users_and_grants(model, clerk, official):
    assert [c.get(address(model, "changelist")).status_code for c in (clerk, official)] == [403, 403]


def test_the_desk_is_entered_through_the_sites_own_sign_in_page(client):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/sign-in/?next=")


def test_staff_without_a_grant_are_told_so(client):
    client.force_login(factories.user(is_staff=True))

    assert client.get("/admin/", follow=True).status_code == 403
