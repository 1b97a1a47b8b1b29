"""Figures that tests measured, and the table of docs/security.md that is made of them.

A test calls ``record``, or ``count`` where it is one of several that are summed up; ``python -m
tests.security.scoreboard --write`` puts the newest of each into the page. Both are called before the test
asserts anything, so that a bad figure is seen as well.
"""

import argparse
import json
import os
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "test" / "scoreboard"
PAGE = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- scoreboard: begin -->", "<!-- scoreboard: end -->"
HEAD = "| figure | aim | measured | on | by |\n|---|---|---|---|---|"


def record(figure: str, aim: str, measured: Any) -> None:
    """Keep what was measured: one line in a file of the figure, with the test that did it and the day.

    Args:
        figure: what is measured, in the words of the table.
        aim: what it should be.
        measured: what it was.

    """
    _keep(figure, {"aim": aim, "measured": str(measured)})


def count(figure: str, aim: str, wrong: int, number: int) -> None:
    """Keep how many were wrong of how many that were tried; tests of the same figure are summed up.

    Args:
        figure: what is counted, in the words of the table.
        aim: what it should be.
        wrong: how many were wrong.
        number: how many were tried.

    """
    _keep(figure, {"aim": aim, "measured": f"{wrong} of {number}", "wrong": wrong, "number": number})


def _keep(figure: str, told: dict[str, Any]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    line = {"figure": figure, **told, "test": test, "by": _plain(test), "on": _now()}
    file = FOLDER / f"{sha256(figure.encode()).hexdigest()[:16]}.jsonl"
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _plain(test: str) -> str:
    """Return the test without its parameters."""
    return test.partition("[")[0]


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def figures() -> list[dict[str, Any]]:
    """Return the newest line of each figure, in the order of the tests; counts are those of all its tests."""
    return sorted((_whole(_newest(file)) for file in FOLDER.glob("*.jsonl")), key=_order)


def _order(line: dict[str, Any]) -> tuple[str, str]:
    return line["by"], line["figure"]


def _newest(file: Path) -> list[dict[str, Any]]:
    """Return the newest line of each test of a figure."""
    newest: dict[str, dict[str, Any]] = {}
    for text in file.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        if line["on"] >= newest.get(line["test"], line)["on"]:
            newest[line["test"]] = line
    return sorted(newest.values(), key=lambda line: line["on"])


def _whole(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figure as one line."""
    if "wrong" not in lines[-1]:
        return lines[-1]
    wrong, number = (sum(line[name] for line in lines) for name in ("wrong", "number"))
    return lines[-1] | {"measured": f"{wrong} of {number}"}


def forget() -> None:
    """Forget what was measured: what is not measured again is not in the next table."""
    for file in FOLDER.glob("*.jsonl"):
        file.unlink()


def table(lines: list[dict[str, Any]]) -> str:
    """Return the figures as a table."""
    rows = (
        f"| {one['figure']} | {one['aim']} | {one['measured']} | {one['on'][:10]} | `{one['by']}` |"
        for one in lines
    )
    return "\n".join([HEAD, *rows])


def put(page: str, inner: str) -> str:
    """Return the page with the table between its marks.

    Raises:
        ValueError: if the page has no marks.

    """
    found = re.subn(
        f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _m: f"{BEGIN}\n{inner}\n{END}", page, flags=re.DOTALL
    )
    if found[1] != 1:
        raise ValueError(f"{PAGE.name} has no place for the scoreboard")
    return found[0]


def main() -> None:
    """Write the table into the page, or show it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/security.md")
    parser.add_argument("--forget", action="store_true", help="begin anew")
    asked = parser.parse_args()
    if asked.forget:
        forget()
        return
    made = table(figures())
    if asked.write:
        PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    else:
        print(made)  # noqa: T201 -- asked for on a terminal


if __name__ == "__main__":
    main()
