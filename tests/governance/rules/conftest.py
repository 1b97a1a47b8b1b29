"""Fixtures of the engine's tests."""

import pytest

from governance.rules import judging
from governance.rules.declaration import Rule


@pytest.fixture
def rules(monkeypatch):
    """Put rules of the test in place of the catalogue's, in the order given."""

    def put(*declared: Rule) -> None:
        found = {r.code: r for r in declared}
        monkeypatch.setattr(judging, "all_rules", lambda: found)

    return put
