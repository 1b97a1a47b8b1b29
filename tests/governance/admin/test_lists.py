"""Lists: a constant number of queries, indents by class, and a word when there is nothing."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.admin.scope import ScopedAdmin
from governance.models import PartyOrganization, RuleParameter
from schools.models import Person, Unit
from tests import factories
from tests.governance.admin.desk import address, text
from tests.governance.admin.test_registration import everything
from tests.structures import general_branch

pytestmark = pytest.mark.django_db

NOUNS = sorted(m.__name__ for m, desk in admin.site._registry.items() if isinstance(desk, ScopedAdmin))
MODELS = {model.__name__: model for model in admin.site._registry}


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", NOUNS)
def test_more_rows_take_no_more_queries(name, official, general):
    everything(general.school)
    url = address(MODELS[name], "changelist")
    queries(official, url)
    few = queries(official, url)
    for _ in range(2):
        everything(general_branch().school)

    assert queries(official, url) == few


def test_the_tree_is_indented_by_classes(clerk, general):
    page = text(clerk.get(address(PartyOrganization, "changelist")))

    assert ("node-0" in page, "node-1" in page, "style=" in page) == (True, True, False)


def test_units_stand_below_their_parents(clerk, general):
    factories.unit(general.school, "九年级一组", parent=general.units[0])

    assert "node-1" in text(clerk.get(address(Unit, "changelist")))


def test_an_empty_list_says_what_it_means(official):
    assert "没有本级参数" in text(official.get(address(RuleParameter, "changelist")))


def test_a_search_without_result_says_so(clerk, general):
    assert "没有符合条件的记录" in text(clerk.get(address(Person, "changelist", q="没有这个人")))


def test_people_are_found_by_pinyin(clerk, general):
    person = general.people[0]
    Person.objects.filter(pk=person.pk).update(sort_key="yan shi jia")

    page = text(clerk.get(address(Person, "changelist", q="shi+jia")))

    assert (person.name in page, general.people[1].name in page) == (True, False)


def test_no_list_offers_to_delete_many_at_once(clerk, general):
    assert "delete_selected" not in text(clerk.get(address(Person, "changelist")))
