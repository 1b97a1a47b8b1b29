"""Which backups stay: a week of days, then weeks; a PC that was off keeps what it has."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from config.backup import manifest
from config.backup.keeping import backups_in, kept, moment_of, name_for, old_ones_remove

START = timezone.make_aware(datetime(2026, 11, 30, 4, 30))  # noqa: DTZ001 -- made aware


def nights(number):
    """Return the names of one backup a night, the newest first."""
    return [name_for(START - timedelta(days=nth)) for nth in range(number)]


def test_a_name_says_when_by_the_clock_on_the_wall():
    assert name_for(START) == "liangzhu-20261130-043000"
    assert moment_of("liangzhu-20261130-043000") == START


@pytest.mark.parametrize("name", ["liangzhu-20261330-043000", "base-20261130-043000", ".liangzhu.part", "x"])
def test_what_is_none_of_ours_has_no_moment(name):
    assert moment_of(name) is None


def test_seven_days_and_four_weeks_stay():
    stay = kept(nights(60), days=7, weeks=4)

    assert sorted(stay, reverse=True) == [
        *nights(7),
        *(name_for(START - timedelta(days=days)) for days in (8, 15)),
    ]


def test_of_a_day_the_newest_stays():
    names = [name_for(START), name_for(START - timedelta(hours=2))]

    assert kept(names, days=7, weeks=0) == {names[0]}


def test_a_pc_that_was_off_for_a_year_keeps_its_newest():
    old = [name_for(START - timedelta(days=400 + nth)) for nth in range(3)]

    assert kept(old, days=0, weeks=0) == {old[0]}
    assert kept(old, days=7, weeks=4) == set(old)


@given(st.lists(st.integers(0, 2000), unique=True, max_size=40), st.integers(0, 10), st.integers(0, 6))
def test_never_more_than_the_numbers_and_never_less_than_one(hours, days, weeks):
    names = [name_for(START - timedelta(hours=number)) for number in hours]

    stay = kept(names, days, weeks)

    assert stay <= set(names)
    assert len(stay) <= max(days + weeks, 1)
    assert bool(stay) is bool(names)
    assert not names or max(names) in stay


def test_only_complete_backups_count_and_only_they_are_removed(tmp_path):
    for name in [*nights(3), "others"]:
        (tmp_path / name).mkdir()
        (tmp_path / name / manifest.NAME).write_text("{}")
    (tmp_path / nights(2)[1] / manifest.NAME).unlink()

    assert [path.name for path in backups_in(tmp_path)] == [nights(3)[0], nights(3)[2]]
    assert old_ones_remove(tmp_path, 1, 0) == [nights(3)[2]]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*nights(2), "others"])
    assert backups_in(tmp_path / "nowhere") == []
