"""Masked values are on no page, in no drawing, paper or log, whoever asks, unless he says why."""

import logging

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from audit.models import AuditRecord
from governance.domain.records import record_correct
from tests.security.matrix.canaries import Canaries, addresses, asked, is_kept
from tests.security.matrix.visitors import FORMS, build, visitor
from tests.structures import do

pytestmark = pytest.mark.django_db
#: `make test` asks every so manyth address, of each role other ones.
SHARE = 12
WHO = [*FORMS, ("superuser", "everywhere")]


@pytest.fixture
def world():
    return build()


@pytest.fixture
def canaries(world):
    return Canaries(world)


def entered(world, form):
    """Return a client of somebody with the role on the place itself, on the desk as well."""
    if form[0] == "superuser":
        from tests import factories

        user = factories.user(is_superuser=True, is_staff=True)
    else:
        user = visitor(world, form, "own", is_staff=True)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def crawl(world, form, canaries, share=1):
    """Return the leaks, and how many pages were read."""
    client, leaks, read = entered(world, form), [], 0
    known = sorted(addresses(world).items())
    for name, (address, data) in known[WHO.index(form) % share :: share]:
        status, text = asked(client, address, data)
        assert status < 500, name
        read += status == 200
        if (found := canaries.found(text)) and not is_kept(name, form[0]):
            leaks.append((name, found))
    return leaks, read


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
        leaks, _read = crawl(world, form, canaries, SHARE)

    assert leaks == []
    assert canaries.found(said(caplog)) == []


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("form", WHO, ids=["@".join(form) for form in WHO])
def test_all_pages(world, canaries, form, caplog):
    with caplog.at_level(logging.INFO):
        leaks, read = crawl(world, form, canaries)

    assert leaks == []
    assert read > 5
    assert canaries.found(said(caplog)) == []


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
