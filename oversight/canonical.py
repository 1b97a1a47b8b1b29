"""JSON in one form only, and its fingerprint: what was frozen can be proved unchanged."""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> bytes:
    """Return the content as bytes: keys sorted, no blanks, UTF-8; it holds no fractions."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(content: Any) -> str:
    """Return the SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(content)).hexdigest()


def as_stored(content: Any) -> Any:
    """Return the content as the database gives it back: pairs as lists, lazy texts as texts."""
    return json.loads(json.dumps(content, ensure_ascii=False, default=str))
