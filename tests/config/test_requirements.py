"""The locked files install anywhere: pip takes no newer release beside a pin that leaves an extra out."""

import importlib.metadata
import re
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

LOCKED = Path(settings.BASE_DIR) / "requirements"
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)(?:\[(?P<extras>[a-z0-9,.-]+)\])?==", re.MULTILINE)


def pinned(name: str) -> dict[str, set[str]]:
    """Answer the extras each package of a locked file is pinned with."""
    text = (LOCKED / f"{name}.txt").read_text()
    return {pin["name"]: set((pin["extras"] or "").split(",")) - {""} for pin in PIN.finditer(text)}


@pytest.mark.parametrize("name", ["base", "dev"])
def test_an_extra_somebody_asks_for_is_part_of_the_pin(name):
    """With --require-hashes pip weighs `psycopg[pool]` against the pin of `psycopg[pool]` alone.

    While the pin is also the newest release nobody notices; the day after the next one nothing installs.
    """
    pins = pinned(name)
    everything = pinned("base") | pins
    asked = [
        (package, requirement.name, extra)
        for package in pins
        for requirement in map(Requirement, importlib.metadata.requires(package) or [])
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        for extra in requirement.extras
    ]

    assert asked, "nobody asks for an extra: this test has become needless"
    assert [row for row in asked if row[2] not in everything[row[1].lower()]] == []


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_package_we_ask_for_is_in_the_inventory(name):
    """What it does for us stands in docs/dependencies.md; what it brings is locked."""
    asked = {
        Requirement(line).name.lower()
        for line in (LOCKED / f"{name}.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    }
    inventory = (LOCKED.parent / "docs" / "dependencies.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \|", inventory, re.MULTILINE)
    told = {one.strip().lower() for row in rows for one in row.split(",")}

    assert asked - told == set()
    assert len(asked) > 10
    assert asked <= {package.lower() for package in pinned("base") | pinned("dev")}
