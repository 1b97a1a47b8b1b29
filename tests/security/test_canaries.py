"""Masked values are on no page, in no drawing, paper or log, whoever asks, unless he says why."""

import logging
from dataclasses import dataclass, field

import pytest
from django.db.models import Q
from django.urls import reverse

from audit.models import AuditRecord
from governance.domain.records import record_correct
from tests import factories
from tests.governance.views.test_doors import DOORS
from tests.security.hostile.browsers import Browser
from tests.security.matrix.canaries import Canaries, addresses, asked, is_kept
from tests.security.matrix.lists import OFFICERS
from tests.security.matrix.routes import expected
from tests.security.matrix.visitors import FORMS, build, like, visitor
from tests.security.scoreboard import count
from tests.structures import do

pytestmark = pytest.mark.django_db
#: `make test` asks every so manyth address, of each role other ones.
SHARE = 12
WHO = [*FORMS, ("superuser", "everywhere")]
#: Doors that the tables of visitors know otherwise, each with the reason.
OTHERWISE = {
    "admin:index": "these here may enter the desk",
    "oversight:unsubscribe": "its secret is that of an address in whose place a canary stands",
}


@pytest.fixture
def world():
    return build()


@pytest.fixture
def canaries(world):
    return Canaries(world)


def entered(world, form):
    """Return the browser of somebody with the role on the place itself, on the desk as well."""
    if form[0] == "superuser":
        user = factories.user(is_superuser=True, is_staff=True)
    else:
        user = visitor(world, form, "own", is_staff=True)
    return Browser(user, world.place, raise_request_exception=False)


@dataclass
class Crawl:
    """What was found: addresses asked, leaks, what pages answered and the doors promise, names read."""

    asked: list = field(default_factory=list)
    leaks: list = field(default_factory=list)
    answered: dict = field(default_factory=dict)
    promised: dict = field(default_factory=dict)
    naming: set = field(default_factory=set)


def crawl(world, form, canaries, share=1):
    """Look for canaries on every page, and note which were open and told of the people who hide them."""
    client, found = entered(world, form), Crawl()
    as_whom = "superuser" if form[0] == "superuser" else like(form, "own")
    known = sorted(addresses(world).items())
    for name, (address, data) in known[WHO.index(form) % share :: share]:
        status, text = asked(client, address, data)
        assert status < 500, name
        found.asked.append(name)
        if name in DOORS and name not in OTHERWISE:
            found.answered[name], found.promised[name] = status, expected(as_whom, name)
        if status == 200 and canaries.named(text):
            found.naming.add(name)
        if (leaked := canaries.found(text)) and not is_kept(name, form[0]):
            found.leaks.append((name, leaked))
    return found


def test_there_are_twenty_and_they_would_be_found(world, canaries):
    assert len(canaries) == 20
    person = canaries.people[0]
    person.refresh_from_db()
    assert canaries.found(
        f"{person.staff_number} {person.full_on:%Y年%-m月%-d日} {person.joined_on}"
    ) == sorted([person.staff_number, str(person.full_on), str(person.joined_on)])
    _status, form = asked(
        entered(world, ("administrator", "school")),
        reverse("admin:schools_person_change", args=[person.pk]),
        None,
    )
    assert {person.staff_number, str(person.joined_on)} <= set(canaries.found(form))


def test_said_why_they_are_shown(world, canaries):
    person = canaries.people[0]
    address = reverse("governance:person_timeline", args=[person.number])
    _status, text = asked(entered(world, ("official", "area")), address, {"reason": "核对转正日期"})

    assert len(canaries.found(text)) == 7


@pytest.mark.parametrize("form", WHO, ids=["@".join(form) for form in WHO])
def test_a_share_of_the_pages(world, canaries, form, caplog):
    with caplog.at_level(logging.INFO):
        found = crawl(world, form, canaries, SHARE)

    _count("canaries on a share of the pages and in the log", found, canaries, caplog)
    assert found.answered == found.promised
    assert len(found.asked) >= len(addresses(world)) // SHARE > 10
    assert found.leaks == []
    assert canaries.found(said(caplog)) == []


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("form", WHO, ids=["@".join(form) for form in WHO])
def test_all_pages(world, canaries, form, caplog):
    with caplog.at_level(logging.INFO):
        found = crawl(world, form, canaries)

    _count("canaries on any page, in any file and in the log", found, canaries, caplog)
    assert sorted(found.asked) == sorted(addresses(world))
    assert found.answered == found.promised
    assert bool(found.naming) is (form[0] not in OFFICERS)
    assert found.leaks == []
    assert canaries.found(said(caplog)) == []


def _count(figure, found, canaries, caplog):
    """Keep how many pages leaked, the log counted as one."""
    leaks = len(found.leaks) + bool(canaries.found(said(caplog)))
    count(figure, "none", leaks, len(found.asked) + 1)


#: Pages that name the person: whoever is let in would read a masked value if it were not masked.
WHERE_PEOPLE_STAND = (
    "desk schools_person",
    "governance:person_timeline",
    "governance:unit",
    "interface:person_read",
)
#: Who reads names of people there.
READS = {
    "official@area": WHERE_PEOPLE_STAND,
    "reviewer@area": WHERE_PEOPLE_STAND,
    "reviewer@school": WHERE_PEOPLE_STAND,
    "administrator@school": WHERE_PEOPLE_STAND,
    "superuser@everywhere": WHERE_PEOPLE_STAND,
}


@pytest.mark.parametrize("form", WHO, ids=["@".join(form) for form in WHO])
def test_who_reads_of_the_people_reads_them_masked(world, canaries, form):
    client, known = entered(world, form), addresses(world)

    naming = [
        name
        for name in WHERE_PEOPLE_STAND
        if (answer := asked(client, *known[name]))[0] == 200 and canaries.named(answer[1])
    ]

    assert tuple(naming) == READS.get("@".join(form), ())


def said(caplog):
    """Return what was logged, but for the statements the database was sent."""
    return "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("django.db", "psycopg"))
    )


def test_records_of_the_audit_show_none(world, canaries):
    person = canaries.people[0]
    person.refresh_from_db()
    record_correct(act=do(reason="演示更正"), row=person, fields={"staff_number": "KANARIE8X"})
    canaries.words.append("KANARIE8X")
    people, users = ([str(one.pk) for one in rows] for rows in (canaries.people, canaries.users))
    written = AuditRecord.objects.filter(
        Q(subject="schools_person", subject_id__in=people) | Q(subject="accounts_user", subject_id__in=users)
    )
    assert "KANARIE8X" in str(list(written.values_list("after", flat=True)))
    client, leaks = entered(world, ("superuser", "everywhere")), []
    pages = [reverse("audit:record", args=[pk]) for pk in written.values_list("pk", flat=True)]
    for page in [reverse("audit:records"), reverse("audit:records_csv"), *pages]:
        leaks += canaries.found(asked(client, page, None)[1])

    assert leaks == []
    told = AuditRecord.objects.values_list("detail", "reason", "subject_id")
    assert canaries.found(str(list(told))) == []
