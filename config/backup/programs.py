"""PostgreSQL's programs for backups, run as clients: as ourselves, the password in their environment."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from config.backup.errors import BackupError, program_failed
from config.backup.place import Place
from config.embedded.errors import EmbeddedServerError
from config.embedded.programs import program_path

#: A dump of these is read by servers of the same version or newer.
EMBEDDED_VERSION = 18
#: The first version whose dumps set a parameter older servers do not know.
_STRANGE_TO_OLDER = 17


def program_for(name: str, version: int) -> Path:
    """Return the program for a server of this major version.

    The embedded distribution's is taken where it does; a server older than its dumps can be read by needs
    programs of its own age, which its packages bring.

    Raises:
        BackupError: saying which package is missing.

    """
    if version != EMBEDDED_VERSION:
        own = Path(f"/usr/lib/postgresql/{version}/bin/{name}")
        found = shutil.which(name)
        if own.is_file():
            return own
        if found and _major(Path(found)) == version:
            return Path(found)
    if version >= _STRANGE_TO_OLDER:
        try:
            return program_path(name)
        except EmbeddedServerError:
            pass
    raise BackupError(
        _("找不到适合 PostgreSQL {version} 的 {name}。请安装 postgresql-client-{version}。").format(
            version=version, name=name
        )
    )


def version_of(place: Place) -> int:
    """Return the major version of the server."""
    with place.connect() as there:
        return there.info.server_version // 10_000


def run(name: str, place: Place, *arguments: str, feed: IO[bytes] | None = None) -> None:
    """Run the program to its end, with ``feed`` as its input.

    Raises:
        BackupError: with its last words.

    """
    with tempfile.TemporaryFile() as said:
        with _ended(_start(name, place, arguments, said, takes_input=feed is not None)) as process:
            if feed is not None:
                with suppress(BrokenPipeError):  # it says why
                    shutil.copyfileobj(feed, process.stdin, 1 << 20)
        if process.returncode:
            raise program_failed(name, _words(said))


@contextmanager
def reading(name: str, place: Place, *arguments: str) -> Iterator[IO[bytes]]:
    """Give what the program writes to its output; it has to have ended well when the block is left.

    Raises:
        BackupError: with its last words.

    """
    with tempfile.TemporaryFile() as said:
        with _ended(_start(name, place, arguments, said, gives_output=True)) as process:
            yield process.stdout
        if process.returncode:
            raise program_failed(name, _words(said))


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Have the program ended after the block, by itself or, if something failed there, by force."""
    try:
        yield process
    except BaseException:
        process.kill()
        raise
    finally:
        with suppress(BrokenPipeError):
            process.__exit__(None, None, None)


def _start(name, place, arguments, said, *, takes_input=False, gives_output=False):
    program = program_for(name, version_of(place))
    return subprocess.Popen(
        [str(program), *arguments],
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "PGPASSWORD": place.password},
        stdin=subprocess.PIPE if takes_input else subprocess.DEVNULL,
        stdout=subprocess.PIPE if gives_output else said,
        stderr=said,
    )


def _words(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode(errors="replace")


def _major(program: Path) -> int:
    """Return the major version a program says it is of, 0 if it does not say."""
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    words = done.stdout.split()
    number = next((word for word in words if word[:1].isdigit()), "0")
    return int(number.partition(".")[0])
