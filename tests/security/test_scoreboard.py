"""The newest of each figure stands in the table."""

import re

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


def test_counts_of_all_tests_of_a_figure_are_summed_up(monkeypatch):
    for name, wrong, number in [("a", 1, 9), ("b", 0, 5), ("a", 0, 10), ("b c", 2, 7)]:
        monkeypatch.setenv("PYTEST_CURRENT_TEST", f"tests/x.py::test_x[{name}] (call)")
        scoreboard.count("faults", "none", wrong, number)

    [line] = scoreboard.figures()
    assert (line["measured"], line["by"]) == ("2 of 22", "tests/x.py::test_x")


def test_what_is_forgotten_is_not_in_the_table():
    scoreboard.record("headers", "all", "80 of 80")
    scoreboard.forget()

    assert scoreboard.figures() == []


def test_every_file_that_measures_runs_in_make_security():
    """Figures of tests that are not asked for would be as old as the last full run."""
    made = (scoreboard.ROOT / "Makefile").read_text(encoding="utf-8")
    asked = re.search(r"^MEASURING := (.*)$", made, re.MULTILINE)[1].split()
    files = {
        path.relative_to(scoreboard.ROOT).as_posix(): path
        for path in (scoreboard.ROOT / "tests").rglob("*.py")
    }
    measuring = {
        name
        for name, path in files.items()
        if "security.scoreboard import" in (text := path.read_text(encoding="utf-8"))
        or "mark.figure(" in text
    }

    outside = {name for name in measuring if not name.startswith(tuple(asked))}
    assert outside - {"tests/conftest.py"} == set()
    assert len(measuring) > 15
    assert [name for name in asked if not (scoreboard.ROOT / name).exists()] == []


def test_the_table_takes_the_place_of_the_one_before():
    page = f"above\n{scoreboard.BEGIN}\nold\n{scoreboard.END}\nbelow"

    assert scoreboard.put(page, "new") == f"above\n{scoreboard.BEGIN}\nnew\n{scoreboard.END}\nbelow"


def test_a_page_without_a_place_is_refused():
    with pytest.raises(ValueError, match="no place"):
        scoreboard.put("nothing", "new")


def test_the_real_page_has_a_place():
    assert scoreboard.put(scoreboard.PAGE.read_text(encoding="utf-8"), "x").count(scoreboard.BEGIN) == 1
