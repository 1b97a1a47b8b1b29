"""What stands in the way of a backup or its restoring, said to a person."""

import errno
from pathlib import Path

from django.utils.translation import gettext as _


class BackupError(Exception):
    """A plain sentence, with what PostgreSQL's program said below it if it said something."""

    def __init__(self, sentence: str, detail: str = ""):
        self.detail = detail.strip()[-2000:]
        super().__init__("\n".join(part for part in (sentence, self.detail) if part))


def no_room(folder: Path) -> BackupError:
    """The disk is full, or would be."""
    return BackupError(
        _("磁盘空间不足，{folder} 中放不下备份。请腾出空间后重试；没有留下不完整的备份。").format(
            folder=folder
        )
    )


def is_full(problem: OSError) -> bool:
    """Tell whether the problem is a lack of room: on the disk, or in what the user may use of it."""
    return problem.errno in {errno.ENOSPC, errno.EDQUOT}


def program_failed(program: str, said: str) -> BackupError:
    """One of PostgreSQL's programs said no; its last words are passed on."""
    return BackupError(_("{program} 没有完成。").format(program=program), said)
