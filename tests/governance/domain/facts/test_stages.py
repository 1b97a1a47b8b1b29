"""Stages of membership: the boundaries, and the SQL and the Python against each other."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.choices import MemberStage
from governance.domain.facts.query import rows
from governance.domain.facts.stages import is_full, may_be_full, stage, stage_on
from schools.choices import PoliticalStatus
from schools.models import Person

DAY = date(2026, 6, 1)
NEXT = DAY + timedelta(days=1)
BEFORE = DAY - timedelta(days=1)
FULL, PROBATIONARY = PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY

_STAGE = f"""
SELECT {stage("%(on)s")} AS stage, {is_full("%(on)s")} AS certain, {may_be_full("%(on)s")} AS possible
  FROM (SELECT %(status)s::text AS political_status, %(joined)s::date AS joined_on, %(full)s::date AS full_on,
               %(left)s::date AS party_left_on, %(died)s::date AS died_on) p
"""  # noqa: S608 -- the parts are the project's own SQL


@pytest.mark.parametrize(
    ("status", "joined", "full", "left", "died", "expected"),
    [
        (FULL, BEFORE, DAY, None, None, MemberStage.FULL),
        (FULL, BEFORE, NEXT, None, None, MemberStage.PROBATIONARY),
        (FULL, NEXT, None, None, None, MemberStage.NONE),
        (FULL, DAY, None, None, None, MemberStage.UNCLEAR),
        (FULL, None, None, None, None, MemberStage.UNCLEAR),
        (FULL, None, DAY, None, None, MemberStage.FULL),
        (FULL, None, NEXT, None, None, MemberStage.NONE),
        (PROBATIONARY, DAY, None, None, None, MemberStage.PROBATIONARY),
        (PROBATIONARY, NEXT, None, None, None, MemberStage.NONE),
        (PROBATIONARY, None, None, None, None, MemberStage.UNCLEAR),
        (PROBATIONARY, BEFORE, DAY, None, None, MemberStage.FULL),
        (FULL, BEFORE, DAY, DAY, None, MemberStage.NONE),
        (FULL, BEFORE, DAY, NEXT, None, MemberStage.FULL),
        (FULL, BEFORE, DAY, None, DAY, MemberStage.NONE),
        (FULL, BEFORE, DAY, None, NEXT, MemberStage.FULL),
        (PoliticalStatus.LEAGUE, BEFORE, DAY, None, None, MemberStage.NONE),
        (PoliticalStatus.UNKNOWN, None, None, None, None, MemberStage.NONE),
    ],
)
def test_the_stage_changes_on_the_day_itself(status, joined, full, left, died, expected):
    person = Person(political_status=status, joined_on=joined, full_on=full, party_left_on=left, died_on=died)
    assert stage_on(person, DAY) == expected


_days = st.none() | st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3))


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PoliticalStatus.values), _days, _days, _days, _days)
def test_the_sql_says_what_the_python_says(status, joined, full, left, died):
    person = Person(political_status=status, joined_on=joined, full_on=full, party_left_on=left, died_on=died)
    if joined and full and full < joined:
        return
    [row] = rows(_STAGE, on=DAY, status=status, joined=joined, full=full, left=left, died=died)
    expected = stage_on(person, DAY)
    assert row.stage == expected
    assert row.certain == (expected == MemberStage.FULL)
    assert row.possible == (expected in (MemberStage.FULL, MemberStage.UNCLEAR))
