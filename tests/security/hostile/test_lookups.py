"""Lists of the desk answer no question their pages do not ask."""

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from tests import factories
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
DESKS = list(admin.site._registry.items())
LOOKUPS = ("", "__exact", "__startswith", "__regex", "__gt", "__isnull", "__contains")
UNASKED = ("password__startswith", "grants__user__password__startswith", "_connector", "_negated")


def listed(desk):
    """The parameters that the page's own filters use."""
    fields = [f[0] if isinstance(f, list | tuple) else f for f in desk.list_filter]
    names = {name for name in fields if isinstance(name, str)}
    names |= {getattr(f, "parameter_name", "") for f in fields}
    own = {f"{name}{end}" for name in names for end in ("", "__exact", "__isnull", "__id__exact")}
    if desk.date_hierarchy:
        own |= {f"{desk.date_hierarchy}{end}" for end in ("", "__year", "__month", "__day", "__gte", "__lt")}
    return own | set(getattr(desk, "link_lookups", ()))


def fields_of(model):
    """Every column, and a column of every row it leads to."""
    for field in model._meta.concrete_fields:
        yield field.name
        if isinstance(field, models.ForeignKey):
            yield from (f"{field.name}__{one.name}" for one in field.related_model._meta.concrete_fields)


def test_every_field_of_every_list(inside):
    asked, refused, wrong = 0, 0, []
    for model, desk in DESKS:
        known = listed(desk)
        lookups = {f"{name}{end}" for name in fields_of(model) for end in LOOKUPS} | set(UNASKED)
        for lookup in sorted(lookups):
            allowed = desk.lookup_allowed(lookup, "1")
            asked, refused = asked + 1, refused + (not allowed)
            if allowed and lookup not in known:
                wrong.append((model.__name__, lookup))

    figure = "lookups of the desk that no page asks and that are answered"
    record(figure, "0", f"{len(wrong)} of {asked}")
    assert wrong == []
    assert refused > asked * 0.9


@pytest.mark.parametrize(("model", "desk"), DESKS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_list_refuses_what_it_does_not_offer(model, desk, inside):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    hidden = next(name for name in fields_of(model) if name not in listed(desk))

    assert inside.get(url).status_code == 200
    assert inside.get(url, {f"{hidden}__startswith": "1"}).status_code == 400
    assert inside.get(url, {f"{hidden}__regex": "(a+)+$"}).status_code == 400
    for harmless in ({"o": "99.-1.x"}, {"q": "'\"%_\\"}, {"_facets": "True"}, {"p": "-5"}, {"all": ""}):
        assert inside.get(url, harmless).status_code in (200, 302)


@pytest.mark.parametrize(("model", "desk"), DESKS, ids=lambda one: getattr(one, "__name__", ""))
def test_popups_hand_out_no_hidden_field(model, desk, inside):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    named = {f.target_field.name for f in model._meta.related_objects if hasattr(f, "target_field")}
    keys = {f.name for f in model._meta.concrete_fields if not f.primary_key} - named

    assert inside.get(url, {"_to_field": model._meta.pk.name, "_popup": "1"}).status_code == 200
    for name in [*keys, "no_such_field"]:
        assert inside.get(url, {"_to_field": name, "_popup": "1"}).status_code == 400


def test_a_hidden_value_is_not_recovered_letter_by_letter(client):
    school = factories.school()
    person = factories.person(school, staff_number="3307810042")
    clerk = factories.user(is_staff=True)
    factories.grant(clerk, school)
    client.force_login(clerk)
    url = reverse("admin:schools_person_changelist")

    found, letters = "", "0123456789"
    for _nth in person.staff_number:
        answers = [client.get(url, {"staff_number__startswith": found + one}) for one in letters]
        right = [one for one, answer in zip(letters, answers, strict=True) if answer.status_code == 200]
        if not right:
            break
        found += right[0]

    record("letters of a hidden value recovered by filters", "0", len(found))
    assert found == ""


def test_nobody_completes_what_he_may_not_see(client):
    school = factories.school()
    clerk = factories.user(is_staff=True)
    factories.grant(clerk, school)
    factories.school(name="演示远方学校")
    client.force_login(clerk)

    for model, _desk in DESKS:
        asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
        for field in (f.name for f in model._meta.concrete_fields if f.is_relation):
            answer = client.get(reverse("admin:autocomplete"), {**asked, "field_name": field, "term": "演示"})
            assert answer.status_code == 404
