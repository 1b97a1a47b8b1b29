"""The newest of each figure stands in the table."""

import pytest

from tests.security import scoreboard


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(scoreboard, "FOLDER", tmp_path)


def test_the_newest_of_each_figure(monkeypatch):
    days = iter(["2026-01-02T00:00:00+08:00", "2026-01-03T00:00:00+08:00", "2026-01-01T00:00:00+08:00"])
    monkeypatch.setattr(scoreboard, "_now", lambda: next(days))
    scoreboard.record("lost updates", "0", 2)
    scoreboard.record("lost updates", "0", 0)
    scoreboard.record("headers", "all", "80 of 80")

    assert [(one["figure"], one["measured"]) for one in scoreboard.figures()] == [
        ("headers", "80 of 80"),
        ("lost updates", "0"),
    ]
    assert {one["by"] for one in scoreboard.figures()} == {
        "tests/security/test_scoreboard.py::test_the_newest_of_each_figure"
    }


def test_the_table_takes_the_place_of_the_one_before():
    page = f"above\n{scoreboard.BEGIN}\nold\n{scoreboard.END}\nbelow"

    assert scoreboard.put(page, "new") == f"above\n{scoreboard.BEGIN}\nnew\n{scoreboard.END}\nbelow"


def test_a_page_without_a_place_is_refused():
    with pytest.raises(ValueError, match="no place"):
        scoreboard.put("nothing", "new")


def test_the_real_page_has_a_place():
    assert scoreboard.put(scoreboard.PAGE.read_text(encoding="utf-8"), "x").count(scoreboard.BEGIN) == 1
