"""Commands on record: who started which, and what they write is put down to them."""

from collections.abc import Sequence
from typing import Any

from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from audit import context
from audit.choices import Action
from audit.events import note
from audit.installing import is_installed

#: Commands that read no data, or run where there may be no database.
SILENT = frozenset(
    {
        "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages",
        "makemigrations", "migrate", "optimizemigration", "privacy_doc", "rules_doc", "runserver",
        "screenshots",
        "showmigrations", "sqlflush", "sqlmigrate", "sqlsequencereset", "squashmigrations", "startapp",
        "startproject", "test", "testserver", "version",
    }
)  # fmt: skip
#: Nothing is sealed after the one that seals itself, nor after the one that may have changed the keys.
UNSEALED = frozenset({"audit", "restore"})
#: Options whose values stay off the record.
_SECRET = ("password", "token", "key", "secret")


def run(arguments: Sequence[str]) -> None:
    """Run a management command on record; instead of ``execute_from_command_line``."""
    _Utility(list(arguments)).execute()


class _Utility(ManagementUtility):
    """Django's, with every command acting under its own name."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        found = super().fetch_command(subcommand)
        found.execute = _on_record(found.execute, subcommand, self.argv[2:])
        return found


def _on_record(execute: Any, name: str, words: Sequence[str]) -> Any:
    def run_it(*args: Any, **options: Any) -> Any:
        with context.acting(context.command(name)):
            if name not in SILENT and _is_installed():
                note(Action.COMMAND, name, words=_shown(words))
            answer = execute(*args, **options)
            if name not in SILENT | UNSEALED:
                _seal()
            return answer

    return run_it


def _is_installed() -> bool:
    """Tell whether there is a log: before the first migration there is nothing to be put on record in."""
    with connection.cursor() as cursor:
        return is_installed(cursor)


def _seal() -> None:
    """Seal what a big command left behind; the job comes back to it if that cannot be done now."""
    from audit.sealing import seal_pending  # the models are not ready when this file is read

    try:
        seal_pending()
    except (DatabaseError, OSError):
        return


def _shown(words: Sequence[str]) -> list[str]:
    shown, hide = [], False
    for word in words:
        name, equals, _value = word.partition("=")
        is_secret = word.startswith("--") and any(part in name for part in _SECRET)
        shown.append("***" if hide else f"{name}=***" if is_secret and equals else word)
        hide = is_secret and not equals
    return shown
