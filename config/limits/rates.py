"""The rates by class: as they are meant, or as LZ_RATE_PAGES and the like say for this machine."""

from config import env
from config.limits.buckets import Rate

PAGES, SEARCHES, WRITES, FILES = "pages", "searches", "writes", "files"
#: A person who works fast stays far below; what a machine asks for is soon above.
USUAL = {
    PAGES: Rate(120, 240),
    SEARCHES: Rate(40, 60),
    WRITES: Rate(40, 60),
    FILES: Rate(15, 20),
}
#: A school shares one address: what it may ask for together, in people.
PEOPLE_AT_AN_ADDRESS = 10


def rates() -> dict[str, Rate]:
    """Return the rates by class; a variable sets the number a minute, and the burst in proportion."""
    return {kind: _of(kind, rate) for kind, rate in USUAL.items()}


def _of(kind: str, rate: Rate) -> Rate:
    per_minute = max(1, env.number(f"LZ_RATE_{kind.upper()}", rate.per_minute))
    return Rate(max(1, rate.burst * per_minute // rate.per_minute), per_minute)
