"""The nightly backup."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.choices import Action
from audit.events import note
from config.backup.nightly import nightly_backup, sees_everything

QUEUE = "backup"
#: The queue counts in UTC: half past four in Shanghai, after the checks and reports of the night.
NIGHTLY = "30 20 * * *"

logger = logging.getLogger("liangzhu.backup")


@app.periodic(cron=NIGHTLY, periodic_id="nightly_backup")
@app.task(name="config.backup", queue=QUEUE, queueing_lock="backup", lock="backup")
def backup(timestamp: int) -> str:
    """Make the backup of the night; return its name, nothing where this process may not read everything."""
    if not sees_everything():
        logger.warning("no backup: this process has no login of the owner, see docs/operations.md")
        return ""
    made = nightly_backup(timezone.now())
    note(Action.COMMAND, "backup", made.name)
    logger.info("backup %s", made)
    return made.name
