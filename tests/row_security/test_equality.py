"""What the database hands out is what the filter of the models lets through, for every kind of user."""

import pytest
from django.db.models import Q

from accounts.models import GrantRole
from governance.models import PartyOrganization
from schools.models import School
from schools.row_security.tables import PUBLIC, secured_models
from tests.row_security.people import asked_by, keys, kinds

MODELS = [model for model in secured_models() if hasattr(model, "scope_filter")]
#: Whose rows are shown to fewer people than the school's own: see ``visible_to`` of the model.
NARROWER = {
    "oversight_report": "each belongs to who asked for it",
    "governance_plan": "drafts that are not shown to others",
    "governance_planstep": "of such drafts",
    "governance_planentry": "of such drafts",
    "oversight_notice": "drafts of the office",
    "oversight_noticeitem": "of such drafts",
    "oversight_noticeentry": "of such drafts",
}


def filtered(model, user):
    if not user.is_active:
        return set()
    rows = model._base_manager.all()
    if not user.is_superuser:
        rows = rows.filter(model.scope_filter(user) | public(model, user))
    return set(rows.values_list("pk", flat=True))


def public(model, user):
    """Return the condition on what is read by more people than the filter of its model lets through."""
    if model is School:  # keepers of grants and auditors name the schools of their grants
        return Q(pk__in=user.granted_schools(*GrantRole))
    is_public = model is PartyOrganization and user.granted_jurisdictions().union(user.granted_schools())
    return Q(school=None) if is_public else Q(pk__in=())


def test_every_kind_of_user_gets_the_same_from_filter_and_policy(world):
    users = kinds(world)
    expected = {
        (name, model._meta.db_table): filtered(model, user)
        for name, user in users.items()
        for model in MODELS
    }

    found = {}
    for name, user in users.items():
        with asked_by(user):
            for model in MODELS:
                found[name, model._meta.db_table] = keys(model._meta.db_table, model._meta.pk.column)

    differing = {key: (expected[key], found[key]) for key in expected if expected[key] != found[key]}
    assert differing == {}


def test_nothing_visible_is_held_back(world):
    for user in kinds(world).values():
        visible = {
            model: set(model.objects.visible_to(user).values_list("pk", flat=True)) for model in MODELS
        }
        with asked_by(user):
            found = {model: keys(model._meta.db_table, model._meta.pk.column) for model in MODELS}

        assert {model for model in MODELS if not visible[model] <= found[model]} == set()
        more = {model._meta.db_table for model in MODELS if found[model] - visible[model]}
        assert more <= NARROWER.keys() | PUBLIC.keys() | {"schools_school"}


@pytest.mark.django_db
def test_the_kinds_differ(world):
    users = kinds(world)
    schools = {}
    for name, user in users.items():
        with asked_by(user):
            schools[name] = School.objects.count()

    assert schools["superuser"] > schools["official of the county"] > schools["administrator"]
    assert schools["administrator"] == 1
    assert schools["two schools"] == 2
    assert schools["auditor"] == schools["official of the county"]
    assert schools["switched off"] == schools["nobody's"] == 0
