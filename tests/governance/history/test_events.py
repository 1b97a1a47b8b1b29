"""What a change did to each row."""

from datetime import date

import pytest

from governance.domain.records import record_correct, record_create, record_remove
from governance.domain.structure import organization_dissolve, organization_move, organization_rename
from governance.history.events import changes_under, events_on, row_of
from governance.models import Document, HostUnit, PartyOrganization
from schools.history import DELETE, INSERT, UPDATE
from schools.periods import open_period
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World.build()


def done(operation, **arguments):
    act = do(reason="演示理由")
    operation(act=act, **arguments)
    return changes_under(act.change_set.key)


def test_changed_row_has_every_value_before_and_after(world):
    group, old, new = world.group(), *world.order.branches

    (change,) = done(organization_move, organization=group, parent=new)

    assert (change.kind, change.pk, change.label) == ("partyorganization", group.pk, UPDATE)
    assert (change.before["parent_id"], change.after["parent_id"]) == (old.pk, new.pk)
    assert change.before["number"] == change.after["number"] == group.number
    assert [field.name for field in change.fields] == ["parent", "position"]
    assert not {"lft", "rght", "tree_id", "depth"} & change.before.keys()


def test_new_row_has_no_before_and_a_removed_row_no_after(world):
    paper = Document(school=world.school, kind="approval", document_number="演示〔2026〕1号")
    (made,) = done(record_create, row=paper)
    (gone,) = done(record_remove, row=Document.objects.get(document_number="演示〔2026〕1号"))

    assert (made.label, made.before, gone.label, gone.after) == (INSERT, None, DELETE, None)
    assert made.after == gone.before
    assert [field.name for field in made.fields] == ["register_number", "school", "kind", "document_number"]


def test_rows_come_in_the_order_in_which_they_were_touched_without_those_that_came_and_went(world):
    branch = world.empty_branch()

    changes = done(organization_dissolve, organization=branch, document=world.paper())

    assert sorted((change.kind, change.label) for change in changes) == [
        ("hostunit", UPDATE),
        ("organizationstatus", INSERT),
        ("organizationstatus", UPDATE),
        ("partyorganization", UPDATE),
    ]
    (host,) = (change for change in changes if change.model is HostUnit)
    assert (host.before["period"], host.after["period"]) == (
        open_period(factories.FOUNDED),
        open_period(factories.FOUNDED, factories.ON),
    )


def test_second_change_begins_where_the_first_ended(world):
    done(organization_rename, organization=world.branch, full_name="中共甲支部委员会")
    (change,) = done(organization_rename, organization=world.branch, full_name="中共乙支部委员会")

    assert (change.before["full_name"], change.after["full_name"]) == ("中共甲支部委员会", "中共乙支部委员会")


def test_events_of_a_row_outlive_it(world):
    paper = world.paper()
    key = paper.pk
    done(record_correct, row=paper, fields={"issued_on": date(2020, 5, 1)})
    done(record_remove, row=paper)

    events = events_on(Document, key)

    assert [event.pgh_label for event in events] == [INSERT, UPDATE, DELETE]
    row = row_of(events.last())
    assert (type(row), row.pk, row.register_number) == (Document, key, paper.register_number)
    assert row.issued_on == date(2020, 5, 1)


def test_row_of_an_event_takes_the_place_of_the_row(world):
    row = row_of(events_on(PartyOrganization, world.branch.pk).last())

    row.short_name = "演示"
    assert (row, row._state.adding, str(row)) == (world.branch, False, "演示")
