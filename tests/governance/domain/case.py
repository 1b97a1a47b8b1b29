"""One operation of the door, for the tests that ask the same of all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.governance.domain.world import World


@dataclass(frozen=True)
class Case:
    """One operation with arguments with which it succeeds."""

    operation: Callable[..., Any]
    arguments: Callable[[World], dict[str, Any]]
    decides: bool = False
