"""`migrate` as the owner of the schema."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    """Django's, with the owner's login."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Swap the login for the time it takes."""
        with connections[options["database"]].as_owner():
            super().handle(*args, **options)
