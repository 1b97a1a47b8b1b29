"""Figures that tests measured, and the table of docs/security.md that is made of them.

A test calls ``record``; ``python -m tests.security.scoreboard --write`` puts the newest of each into the
page.
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
    FOLDER.mkdir(parents=True, exist_ok=True)
    by = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
    line = {"figure": figure, "aim": aim, "measured": str(measured), "by": _plain(by), "on": _now()}
    file = FOLDER / f"{sha256(figure.encode()).hexdigest()[:16]}.jsonl"
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _plain(test: str) -> str:
    """Return the test without its parameters."""
    return test.partition("[")[0]


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def figures() -> list[dict[str, str]]:
    """Return the newest line of each figure, in the order of the tests."""
    newest: dict[str, dict[str, str]] = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        for text in file.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            if line["on"] >= newest.get(line["figure"], line)["on"]:
                newest[line["figure"]] = line
    return sorted(newest.values(), key=lambda line: (line["by"], line["figure"]))


def table(lines: list[dict[str, str]]) -> str:
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
    made = table(figures())
    if parser.parse_args().write:
        PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    else:
        print(made)  # noqa: T201 -- asked for on a terminal


if __name__ == "__main__":
    main()
