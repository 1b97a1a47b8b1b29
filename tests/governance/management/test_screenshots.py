"""The pictures of the README: right size, from the demo schools, and nothing left behind."""

import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from governance.choices import SubjectKind
from governance.models import PartyOrganization
from tests import factories, structures

NAMES = {"county", "school", "outline", "organization", "rule", "refused"}


def run(*arguments):
    """Run the command in a thread of its own: the browser of other tests holds the loop of this one."""

    def inside():
        try:
            call_command("screenshots", *arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(inside).result()


def size(path):
    """Return width and height of a PNG file."""
    return struct.unpack(">II", path.read_bytes()[16:24])


@pytest.mark.browser
def test_every_picture_is_written_and_nobody_stays(transactional_db, tmp_path):
    school = structures.general_branch()
    branch = school.branches[0]
    factories.finding(
        school.school,
        "ORG-005",
        subject_kind=SubjectKind.ORGANIZATION,
        subject_number=branch.number,
        subject_name=str(branch),
        evidence={"org": str(branch), "n": 52, "max": 50, "upper": str(school.root)},
    )
    organizations = PartyOrganization.objects.count()

    run("--output", str(tmp_path))

    assert {path.stem: size(path) for path in tmp_path.iterdir()} == dict.fromkeys(NAMES, (1366, 900))
    assert not User.objects.exists()
    assert not Session.objects.exists()
    assert PartyOrganization.objects.count() == organizations


@pytest.mark.django_db
def test_a_county_without_a_demo_school_to_mend_is_said():
    with pytest.raises(CommandError, match="make demo-data"):
        call_command("screenshots", "--jurisdiction", "330781")


def test_a_missing_browser_is_said(monkeypatch):
    monkeypatch.setenv("LZ_CHROMIUM", "no-such-browser")

    with pytest.raises(CommandError, match="make screenshots"):
        call_command("screenshots")
