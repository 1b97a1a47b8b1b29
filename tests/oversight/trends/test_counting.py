"""How many hold on the day of each step, from the places of their two ends."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from governance.models import SchoolFigures
from oversight.trends.counting import at_any, ends_of, on_each_day
from oversight.trends.steps import steps
from tests import factories

FIRST = date(2026, 1, 15)
STEPS = steps(FIRST, date(2026, 6, 10), "month")
SPANS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.none() | st.integers(1, 5), st.integers(0, 9))
)


@given(SPANS)
def test_adding_up_the_ends_is_looking_at_every_day(spans):
    spans = [span for span in spans if span[2] is None or span[1] < span[2]]

    found = on_each_day(((key, begun, over, (n, 1)) for key, begun, over, n in spans), 6)

    assert found == {
        key: [
            (sum(s[3] for s in there), len(there))
            for day in range(6)
            for there in [[s for s in spans if s[0] == key and s[1] <= day and (s[2] is None or day < s[2])]]
        ]
        for key in {span[0] for span in spans}
    }


@pytest.mark.django_db
def test_the_ends_of_a_period_are_placed_among_the_days():
    school = factories.school()
    values = {
        "base_units": 1,
        "covered_units": 1,
        "heads": "open",
        "org_type": "none",
        "organizations": {},
        "members": 0,
        "vacancies": {},
    }
    cuts = [
        date(2025, 5, 1),
        *(FIRST + timedelta(days=n) for n in (0, 16, 17, 18, 60, 61, 100)),
        date(2026, 6, 10),
    ]
    periods = [DateRange(a, b, "[)") for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    SchoolFigures.objects.bulk_create(SchoolFigures(school=school, period=one, **values) for one in periods)

    groups = SchoolFigures.objects.filter(at_any(STEPS)).order_by().values_list(*ends_of(STEPS))
    rows = (("", begun, over, (n,)) for begun, over, n in groups.annotate(n=Count("pk")))

    assert on_each_day(rows, len(STEPS)) == {
        "": [(SchoolFigures.objects.as_of(s.day).count(),) for s in STEPS]
    }
    assert [step.day for step in STEPS][:2] == [date(2026, 1, 31), date(2026, 2, 28)]
