"""Two corpora: what people send is read, what does harm is refused at once and takes little."""

import resource
from datetime import date
from time import perf_counter

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

MEGABYTE = 1024
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
    path = _stored(tmp_path, make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    reason = _reason(path, name)

    assert reason in (expected if isinstance(expected, tuple) else (expected,))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * MEGABYTE


@pytest.mark.security
def test_every_hostile_file_is_refused_within_two_seconds_of_processor_time(tmp_path):
    slow = {}
    for case, (name, make, _expected) in hostile.CASES.items():
        path = _stored(tmp_path, make())
        start, spent = perf_counter(), _processor()
        _reason(path, name)
        took = _processor() - spent
        if took > 2:
            slow[case] = (took, perf_counter() - start)

    assert slow == {}


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


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
