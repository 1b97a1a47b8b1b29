"""What the database hands out is what the filter of the models lets through, for every kind of user."""

from functools import reduce
from operator import or_

import pytest
from django.db.models import Q

from governance.models import Document, PartyMembership, RoleAssignment
from privacy.models import DataExport
from schools.models import Employment, Person, UnitMembership
from schools.row_security.tables import PUBLIC, STRUCTURE, secured_models
from tests.row_security.people import asked_by, keys, kinds

#: Read by who took a file away, by who decides about it and by officers of security and audit: its filter is
#: its own, the policy that of the school.
OTHERWISE = frozenset({"privacy_dataexport"})
MODELS = [
    model
    for model in secured_models()
    if hasattr(model, "scope_filter") and model._meta.db_table not in OTHERWISE
]
#: Whose rows are shown to fewer people than the school's own: see ``visible_to`` of the model.
NARROWER = {
    "oversight_report": "each belongs to who asked for it",
    "exports_order": "each belongs to who asked for it",
    "intake_rosterimport": "each belongs to who sent it",
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
        rows = rows.filter(_scope(model, user))
    return set(rows.values_list("pk", flat=True))


def _scope(model, user):
    """Return the condition; structure is everybody's, and people are read where they stand as well."""
    if model._meta.db_table in STRUCTURE:
        return Q()
    condition = model.scope_filter(user)
    if model is Document:
        condition |= Q(school=None)
    if model is Person:
        here, there = user.granted_schools(), user.granted_jurisdictions()
        guests = (
            Employment.objects.filter(school__in=here),
            UnitMembership.objects.filter(unit__school__in=here),
            PartyMembership.objects.filter(organization__school__in=here),
            RoleAssignment.objects.filter(post__school__in=here),
            RoleAssignment.objects.filter(organization__school__in=here),
            RoleAssignment.objects.filter(organization__jurisdiction__in=there),
        )
        return reduce(or_, (Q(pk__in=rows.values("person")) for rows in guests), condition)
    return condition


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
        assert more <= NARROWER.keys() | PUBLIC.keys() | {"schools_person"}


@pytest.mark.django_db
def test_the_kinds_differ(world):
    people = {}
    for name, user in kinds(world).items():
        with asked_by(user):
            people[name] = Person.objects.values("school").distinct().count()

    assert people["superuser"] == people["official of the city"] == people["two schools"] == 2
    assert people["official of the county"] == people["administrator"] == 1
    assert people["switched off"] == people["nobody's"] == people["auditor"] == 0


def test_files_taken_away_are_held_to_the_place_and_read_past_it_by_who_watches(world):
    """The policy hands out what the place says; the filter, who took it and who watches."""
    assert frozenset({DataExport._meta.db_table}) == OTHERWISE
    rows = {row.pk: row for row in DataExport._base_manager.all()}
    assert {bool(row.school_id) for row in rows.values()} == {True, False}

    for name, user in kinds(world).items():
        schools = set(user.granted_schools().values_list("pk", flat=True))
        areas = set(user.granted_jurisdictions().values_list("pk", flat=True))
        reached = {pk for pk, row in rows.items() if row.school_id in schools or row.jurisdiction_id in areas}
        expected = set(rows) if user.is_superuser else reached if user.is_active else set()
        with asked_by(user):
            assert keys("privacy_dataexport") == expected, name
