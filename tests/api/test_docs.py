"""The examples of docs/api.md are run as they stand."""

import re
import subprocess
from pathlib import Path

import pytest

from api.http.writing.desk import NOUNS
from oversight.models import FindingCase
from schools.models import Unit
from tests import factories
from tests.api.asking import secret_of
from tests.structures import general_branch

PAGE = Path("docs/api.md")


@pytest.fixture
def variables(transactional_db, live_server):
    school = general_branch().school
    user, other = factories.user(), factories.school()
    factories.grant(user, school)
    factories.grant(user, other)
    return {
        "SITE": live_server.url,
        "TOKEN": secret_of(user),
        "SCHOOL": school.code,
        "VERSION": str(school.version),
        "FINDING": str(factories.finding(other, "SEC-001").pk),
    }


def examples():
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("curl ")]


def test_every_example_works(variables):
    statuses = []
    for example in examples():
        command = f"{example} -s -o /dev/null -w '%{{http_code}}'"
        found = {**variables, "PATH": "/usr/bin:/bin"}
        done = subprocess.run(["/bin/sh", "-c", command], env=found, capture_output=True, check=True)  # noqa: S603
        statuses.append(done.stdout.decode())

    assert statuses == ["200"] * 8
    assert Unit.objects.filter(name="教务处").count() == 1
    assert FindingCase.objects.get().state == "explained"


def test_the_table_of_the_desk_names_every_operation():
    rows = re.findall(
        r"^\| `(/.+?)/\{id\}` \| (.+?) \| .+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    told = {path: re.findall(r"`(\w+)`", actions) for path, actions in rows}

    assert told == {noun.path.removesuffix("/{key}"): list(noun.deeds) for noun in NOUNS}
