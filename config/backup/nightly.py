"""The backup of a night: made, the old ones removed."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.backup.keeping import old_ones_remove
from config.backup.making import Source, backup_make
from config.backup.place import database_name, files_folder, place_of_settings
from config.backup.state import folder
from config.guards.inspection import app_role


def own_source() -> Source:
    """Return the database and the files of this installation."""
    return Source(place_of_settings(), database_name(), files_folder())


def nightly_backup(now: datetime) -> Path:
    """Make a backup in the folder of the settings, then remove those that are not kept.

    Raises:
        BackupError: if it was not made; nothing is removed then.

    """
    made = backup_make(own_source(), folder(), now, settings.BACKUP_PASSPHRASE)
    old_ones_remove(folder(), settings.BACKUP_DAYS, settings.BACKUP_WEEKS)
    return made


def sees_everything() -> bool:
    """Tell whether this process has a login that may read all there is to keep.

    In containers the worker has only the application's; a backup is then made by who has the owner's.
    """
    if connection.embedded or app_role(connection) is None:
        return True
    return connection.settings_dict["OWNER"]["USER"] != connection.settings_dict["USER"]
