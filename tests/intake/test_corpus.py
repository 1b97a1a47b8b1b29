"""Two corpora: what people send is read, what does harm is refused at once and takes little."""

import json
import subprocess
import sys
from datetime import date

import pytest

from intake.books.opening import open_book
from intake.books.refusing import NotTaken
from intake.books.sentences import sentence
from intake.checking.entries import read_entries
from intake.taking.gathering import gather
from intake.taking.schools import Schools
from schools.models import School
from tests.intake.corpus import awkward, hostile
from tests.intake.corpus.making import plain

#: What a file may take more than a harmless one, of the process that opens it and of the reader.
SECONDS, MEGABYTES = 2, 150
TODAY = date(2026, 1, 1)


def _stored(tmp_path, content):
    path = tmp_path / "book"
    path.write_bytes(content)
    return path


def _people(path, name):
    school = School(code="2133990001", name="演示中学")
    taken = gather(open_book(path, name), Schools([school], only=school), {})
    reading = read_entries(taken.rows[school.code], {}, TODAY)
    wrong = [problem for problem in (*taken.problems, *reading.problems) if problem.level == "error"]
    assert (wrong, list(taken.questions), list(reading.questions)) == ([], [], [])
    return [
        (e.values["name"], e.get("status", ""), e.get("joined_on") and e.get("joined_on").isoformat())
        for e in reading.entries["people"]
    ]


@pytest.mark.parametrize("case", awkward.CASES)
def test_what_people_send_is_read(case, tmp_path):
    name, make, expected = awkward.CASES[case]

    found = _people(_stored(tmp_path, make()), name)

    if isinstance(expected, int):
        assert len(set(found)) == expected
    else:
        assert found == expected


def _reason(path, name):
    try:
        open_book(path, name)
    except NotTaken as problem:
        return problem.reason
    return hostile.READ


@pytest.mark.parametrize("case", hostile.CASES)
def test_what_does_harm_is_refused(case, tmp_path):
    name, make, expected = hostile.CASES[case]

    assert _reason(_stored(tmp_path, make()), name) in _allowed(expected)


def _allowed(expected):
    return expected if isinstance(expected, tuple) else (expected,)


def _measured(files, folder):
    """Return what each of the files took, of a process of its own and of the readers it started."""
    asked = []
    for nth, (name, content) in enumerate(files):
        path = folder / f"{len(files)}-{nth}"
        path.write_bytes(content)
        asked.append(json.dumps([str(path), name]))
    command = [sys.executable, "-m", "tests.intake.corpus.measuring"]
    done = subprocess.run(  # noqa: S603 -- our own program and files
        command, input="\n".join(asked), text=True, capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("share", [6, pytest.param(1, marks=pytest.mark.security)])
def test_every_hostile_file_takes_little_time_and_memory(share, tmp_path):
    cases = [*hostile.CASES][::share]
    files = [(hostile.CASES[case][0], hostile.CASES[case][1]()) for case in cases]

    [harmless] = _measured([("a.xlsx", plain())], tmp_path)
    found = dict(zip(cases, _measured(files, tmp_path), strict=True))

    assert harmless["reason"] == hostile.READ
    wrong = {
        case: one for case, one in found.items() if one["reason"] not in _allowed(hostile.CASES[case][2])
    }
    assert wrong == {}
    assert {case: one["seconds"] for case, one in found.items() if one["seconds"] > SECONDS} == {}
    for process in ("own", "readers"):
        most = max(one[process] for one in found.values())
        assert harmless[process] > 10
        assert most - harmless[process] < MEGABYTES, process


def test_the_corpora_are_as_large_as_promised():
    assert len(awkward.CASES) >= 40
    assert len(hostile.CASES) >= 60


def test_every_reason_has_a_sentence_of_its_own():
    reasons = {
        word
        for _n, _m, words in hostile.CASES.values()
        for word in ((words,) if isinstance(words, str) else words)
    }
    said = {reason: sentence(NotTaken(reason, "演示")) for reason in reasons - {hostile.READ}}

    assert len(set(said.values())) == len(said)


def test_nobody_is_left_behind_by_a_file_that_takes_too_long(tmp_path, monkeypatch):
    from intake.books import opening

    monkeypatch.setattr(opening.limits, "PATIENCE", 0.01)

    with pytest.raises(NotTaken, match="slow"):
        open_book(_stored(tmp_path, plain()), "a.xlsx")
