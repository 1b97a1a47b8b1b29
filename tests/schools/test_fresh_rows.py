"""Rows by their keys are the rows a queryset returns."""

import pytest

from governance.models import ChangeSet, PartyMembership, PartyOrganization
from schools.fresh_rows import rows_by_key
from tests import factories

pytestmark = pytest.mark.django_db


def values(rows):
    names = {pk: [field.attname for field in row._meta.concrete_fields] for pk, row in rows.items()}
    return {pk: {name: getattr(row, name) for name in names[pk]} for pk, row in rows.items()}


def test_they_are_what_a_queryset_returns():
    branch = factories.organization(school=factories.school())
    factories.membership(factories.person(branch.school), branch)
    change = ChangeSet.objects.create(
        school=branch.school, effective_on=factories.ON, details=[{"name": "演示"}], caused=[], cured=[]
    )

    for model in (PartyOrganization, PartyMembership, ChangeSet):
        keys = list(model.objects.values_list("pk", flat=True))
        found = rows_by_key(model, keys)
        assert keys
        assert values(found) == values(model.objects.in_bulk(keys))
    assert rows_by_key(ChangeSet, [change.pk])[change.pk].details == [{"name": "演示"}]


def test_what_is_not_there_is_missing_and_what_is_read_can_be_saved():
    branch = factories.organization(school=factories.school())

    found = rows_by_key(PartyOrganization, [branch.pk, branch.pk + 1_000_000])
    assert list(found) == [branch.pk]

    found[branch.pk].short_name = "演示"
    found[branch.pk].save()
    branch.refresh_from_db()
    assert branch.short_name == "演示"


def test_one_question_for_any_number(django_assert_num_queries):
    keys = [factories.organization(school=factories.school()).pk for _ in range(3)]

    with django_assert_num_queries(1):
        assert len(rows_by_key(PartyOrganization, keys)) == 3
