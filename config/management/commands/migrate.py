"""`migrate` as the owner of the schema, followed by a look at the guards."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections
from django.utils.translation import gettext as _


class Command(migrate.Command):
    """Django's, with the owner's login; a whole migration has to end with every guard in its place."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-guards", action="store_true", help=_("迁移后不核对数据库的保护措施"))

    def handle(self, *args: Any, no_guards: bool = False, **options: Any) -> None:
        """Swap the login for the time it takes."""
        with connections[options["database"]].as_owner():
            super().handle(*args, **options)
        only_told = options.get("plan") or options.get("check_unapplied") or options.get("fake")
        # test databases are made on the way to the test that compares them
        if not (no_guards or only_told or options.get("app_label") or settings.TESTING):
            call_command("verify_guards", stdout=self.stdout, stderr=self.stderr)
