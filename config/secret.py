"""The secret key of an installation that was given none: made once, kept in a file only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from config.embedded.privileges import owner_of


def secret_key_ensure(path: Path) -> str:
    """The key in the file; two processes starting at once get the same one."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        owner = owner_of(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        owner.take(path.parent)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    owner.take(unfinished)
    try:
        os.link(unfinished, path)  # fails when somebody was faster
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return path.read_text().strip()
