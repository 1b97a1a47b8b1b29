"""The period field: first and last day, both included."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from schools.forms import PeriodField, PeriodWidget
from schools.periods import open_period

YEAR = open_period(date(2023, 1, 1), date(2024, 1, 1))


def test_the_last_day_people_write_is_the_day_before_the_stored_end():
    assert PeriodField().clean(["2023-01-01", "2023-12-31"]) == YEAR
    assert PeriodWidget().decompress(YEAR) == [date(2023, 1, 1), date(2023, 12, 31)]


def test_what_is_shown_and_sent_back_is_no_change():
    field = PeriodField()

    assert not field.has_changed(YEAR, ["2023-01-01", "2023-12-31"])
    assert field.has_changed(YEAR, ["2023-01-01", "2023-12-30"])


def test_a_period_without_end_stays_open():
    assert PeriodField().clean(["2023-01-01", ""]) == open_period(date(2023, 1, 1))


def test_one_day_is_a_period():
    assert PeriodField().clean(["2023-01-01", "2023-01-01"]) == open_period(
        date(2023, 1, 1), date(2023, 1, 2)
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2023-01-02", "2023-01-01"], "最后一日不能早于开始日期"),
        (["", "2023-01-01"], "请填写开始日期"),
        (["2023-02-30", ""], "输入一个有效的日期"),
        (["", ""], "必"),
    ],
)
def test_what_is_no_period_is_said_in_words(days, said):
    with pytest.raises(ValidationError, match=said):
        PeriodField().clean(days)


def test_an_optional_period_may_stay_empty():
    assert PeriodField(required=False).clean(["", ""]) is None


def test_both_days_have_a_name_for_screen_readers_and_iso_dates():
    html = PeriodField().widget.render("period", YEAR, {"id": "id_period"})

    assert ('aria-label="开始日期"' in html, 'aria-label="最后一日"' in html) == (True, True)
    assert ('value="2023-01-01"' in html, 'value="2023-12-31"' in html) == (True, True)
