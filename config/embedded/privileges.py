"""Who the server runs as. PostgreSQL refuses root, and a folder of somebody's should stay that somebody's.

An ordinary user runs it as himself. Root runs it as the owner of the folder, and where that is root too as
`nobody` or the user named in LZ_PG_OS_USER. No mode of any existing folder is changed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.embedded import errors


@dataclass(frozen=True)
class Account:
    """The operating system's user that runs the server."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether we are root and act for somebody else."""
        return os.geteuid() == 0 and self.uid != 0

    def take(self, path: Path) -> None:
        """Give a file or folder of ours to the account."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def take_descriptor(self, descriptor: int) -> None:
        """Give an open file of ours to the account."""
        if self.is_other and os.fstat(descriptor).st_uid != self.uid:
            os.fchown(descriptor, self.uid, self.gid)

    def launch(self, command: list[str], reach: list[Path]) -> tuple[list[str], dict[str, object]]:
        """The command and the extra arguments of `subprocess.run` that make it run as the account.

        `reach` are the paths it must get at. When a parent folder is closed to the account (a project in
        root's home), the process may look through closed folders; it is given no other right.
        """
        if not self.is_other:
            return command, {}
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            return command, {"user": self.uid, "group": self.gid, "extra_groups": []}
        plain = [setpriv, f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        if _can_reach(plain, reach):
            return [*plain, *command], {}
        # access() asks with the real user's rights unless the securebit is set
        keys = [
            "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search",
            "--securebits=+no_setuid_fixup",
        ]
        return [*plain, *keys, *command], {}


def account_for(folder: Path, os_user: str = "") -> Account:
    """Who runs the server of this folder; the folder, or its nearest parent that exists, decides."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner = owner_of(folder)
    if owner.uid != 0 and _is_known(owner.uid):
        return owner
    name = os_user or "nobody"
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise errors.EmbeddedServerError(
            f"没有系统用户 {name}。请用 LZ_PG_OS_USER 指定一个普通用户来运行数据库。",
            f"There is no system user {name}. Name an ordinary one in LZ_PG_OS_USER to run the database.",
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def _is_known(uid: int) -> bool:
    """Whether the uid has a name; PostgreSQL runs as no other."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def owner_of(path: Path) -> Account:
    """The owner of the path or, while it does not exist, of its nearest parent."""
    while not path.exists():
        path = path.parent
    found = path.stat()
    return Account(found.st_uid, found.st_gid)


def _can_reach(prefix: list[str], paths: list[Path]) -> bool:
    """Whether a process started with the prefix can enter all these paths."""
    for path in paths:
        answer = subprocess.run([*prefix, "test", "-x", str(path)], cwd="/", capture_output=True, check=False)
        if answer.returncode:
            return False
    return True
