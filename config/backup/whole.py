"""Restore a whole installation: the database, and what lies beside it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from config.backup import beside
from config.backup.place import Place
from config.backup.restoring import Restored, opened, restore


def whole_restore(
    folder: Path, name: str, place: Place, now: datetime, files: Path, *, own: bool, **how: Any
) -> tuple[Restored, list[str]]:
    """Restore the database, then the uploads into ``files``; with ``own`` seals and keys as well.

    Returns what was restored, and a sentence for each thing that was put aside.

    Raises:
        BackupError: and then everything is as it was; once the database is there the rest cannot be refused.

    """
    _kept, key = opened(folder, how.get("passphrase", ""))
    done = restore(folder, name, place, now, **how)
    stamp = f"{now:%Y%m%d%H%M%S}"
    said = [_("上传的文件已恢复到 {path}。").format(path=files)]
    if aside := beside.uploads_restore(folder, key, files, stamp):
        said.append(_("原来的文件另存在 {path}。").format(path=aside))
    if own and (aside := beside.seals_restore(folder, key, stamp)):
        said.append(_("原来的封存副本另存在 {path}，其中多出的封存就是没有恢复的记录。").format(path=aside))
    if own and (changed := beside.keys_restore(folder, key, stamp)):
        names = _("、").join(changed)
        said.append(_("密钥已换成备份中的（{names}），请重新启动系统。").format(names=names))
    return done, said
