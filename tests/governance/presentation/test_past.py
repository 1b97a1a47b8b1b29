"""The structure of a past day, and as it was known on a past day."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.choices import OrgType, Role
from governance.domain.members import member_transfer
from governance.domain.posts import post_assign, post_end
from governance.domain.records import record_correct
from governance.domain.structure import organization_move, organization_rename
from governance.domain.units import unit_move
from governance.models import Finding
from governance.presentation.loading import load_structure
from governance.presentation.members import Members
from schools.models import School
from tests import factories
from tests.governance.domain.world import World
from tests.governance.history.test_past import recorded_on
from tests.structures import do

pytestmark = pytest.mark.django_db

FEBRUARY, MARCH, APRIL, MAY = (date(2026, month, 1) for month in (2, 3, 4, 5))


def back(on):
    return do(effective_on=on, reason="演示理由")


def drawn(structure):
    """Return everything a chart shows, in words and numbers."""
    name = {one.pk: str(one) for one in structure.organizations}
    unit = {one.pk: str(one) for one in structure.units}
    return {
        "school": structure.school.name,
        "organizations": [
            (str(o), o.type, name.get(o.parent_id), str(o.superior or ""), o.state_on)
            for o in structure.organizations
        ],
        "units": [(str(u), unit.get(u.parent_id), u.is_base) for u in structure.units],
        "hosts": [(name[o], unit[u]) for o, u in structure.hosts],
        "holders": [(str(h.person), h.role) for p in structure.posts for h in structure.holders[p.pk]],
        "terms": {name[pk]: term.committee_seats for pk, term in structure.terms.items()},
        "members": {str(o): structure.members_of(o) for o in structure.organizations},
        "unit_people": {unit[pk]: counts for pk, counts in structure.unit_people.items()},
        "vacancies": [(v.role, v.seats, v.filled) for v in structure.vacancies],
    }


def reorganise(w: World, group) -> None:
    """Rename, move, correct and transfer on the first of May."""
    old, new = w.order.branches
    organization_move(act=back(MAY), organization=group, parent=new)
    organization_rename(
        act=back(MAY), organization=old, full_name="中共五月支部委员会", short_name="五月支部"
    )
    unit_move(act=back(MAY), unit=w.order.units[1], parent=w.order.units[0])
    record_correct(act=back(MAY), row=w.school, fields={"name": "五月学校"})
    member_transfer(act=back(MAY), people=(w.order.people[3],), organization=new)
    post_end(act=back(MAY), assignment=w.held(Role.MEMBER))


@pytest.fixture
def world(db):
    return World.build()


def test_day_before_a_reorganisation_is_drawn_as_it_was(world):
    group = world.group()
    was = drawn(load_structure(world.school, APRIL))

    reorganise(world, group)

    school = School.objects.get(pk=world.school.pk)
    assert drawn(load_structure(school, APRIL)) == was
    now = drawn(load_structure(school, MAY))
    assert {part for part in was if now[part] == was[part]} == {"unit_people"}


def test_past_day_asks_a_fixed_number_of_queries_and_today_asks_no_events(world):
    reorganise(world, world.group())

    def queries(on, known_on=None):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            load_structure(world.school, on, known_on)
        return len(captured), sum("event" in query["sql"] for query in captured)

    today = timezone.localdate()
    assert queries(today) == (9, 0)
    assert queries(APRIL) == (15, 4)
    assert queries(APRIL, today) == (17, 15)


def test_names_and_places_of_the_day(world):
    group = world.group()
    old, new = world.order.branches
    organization_move(act=back(MAY), organization=group, parent=new)
    organization_rename(act=back(APRIL), organization=new, full_name="中共四月支部委员会")

    march, april, may = (load_structure(world.school, day) for day in (MARCH, APRIL, MAY))

    def place(structure):
        found = structure.organizations_by_id
        return found[group.pk].parent_id, found[new.pk].full_name, [o.pk for o in structure.organizations]

    names = (new.full_name, "中共四月支部委员会")
    root = world.order.root
    assert place(march) == (old.pk, names[0], [root.pk, old.pk, group.pk, new.pk])
    assert place(april) == (old.pk, names[1], [root.pk, old.pk, group.pk, new.pk])
    assert place(may) == (new.pk, names[1], [root.pk, old.pk, new.pk, group.pk])
    assert march.members_of(march.organizations_by_id[root.pk]) == Members(8)


def test_superior_of_the_day(world):
    before, root = world.order.root.superior, world.order.root
    upper = factories.organization(
        OrgType.UPPER, jurisdiction=factories.county(), external_superior="中共兰溪市委员会"
    )
    organization_move(act=back(MAY), organization=root, superior=upper)

    found = {day: load_structure(world.school, day).organizations_by_id[root.pk] for day in (APRIL, MAY)}

    assert {day: one.superior for day, one in found.items()} == {APRIL: before, MAY: upper}


def test_post_that_was_made_later_was_not_vacant_before(world):
    person = world.order.people[3]
    post_assign(act=back(MAY), body=world.school, role=Role.VICE_PRINCIPAL, person=person)

    posts = {day: {p.role for p in load_structure(world.school, day).posts} for day in (APRIL, MAY)}

    assert posts[MAY] - posts[APRIL] == {Role.VICE_PRINCIPAL}


def test_findings_of_a_past_day_are_those_seen_by_then(world):
    def found(rule, first, closed=None):
        return factories.finding(world.school, rule, first_seen=first, closed_on=closed)

    found("ORG-005", MARCH, MAY)
    found("ORG-006", APRIL)
    Finding.objects.exclude(rule__in=("ORG-005", "ORG-006")).delete()

    rules = {
        day: [f.rule for f in load_structure(world.school, day).findings]
        for day in (FEBRUARY, MARCH, APRIL, MAY)
    }

    assert rules == {FEBRUARY: [], MARCH: ["ORG-005"], APRIL: ["ORG-005", "ORG-006"], MAY: ["ORG-006"]}


@pytest.mark.django_db(transaction=True)
def test_structure_as_it_was_known():
    world = World.build()
    group, school = world.group(), world.school
    before = drawn(load_structure(school, factories.ON))
    recorded_on(MARCH)
    reorganise(world, group)
    school = School.objects.get(pk=school.pk)
    today = timezone.localdate()

    known = {
        (day, known): drawn(load_structure(school, day, known))
        for day in (APRIL, factories.ON)
        for known in (MARCH - timedelta(days=1), MARCH, today)
    }

    nothing = known[APRIL, MARCH - timedelta(days=1)]
    assert (nothing["organizations"], nothing["units"], nothing["holders"]) == ([], [], [])
    assert known[factories.ON, MARCH] == before
    assert known[APRIL, today] == drawn(load_structure(school, APRIL))
    assert known[factories.ON, today] == drawn(load_structure(school, factories.ON))


def test_every_part_of_a_structure_is_known(world):
    today = timezone.localdate()
    present, known = load_structure(world.school, today), load_structure(world.school, today, today)

    parts = [part.name for part in fields(present)]
    assert [p for p in parts if bool(getattr(present, p)) != bool(getattr(known, p))] == []
