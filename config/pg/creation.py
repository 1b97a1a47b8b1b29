"""Test databases are made, copied and dropped by the owner; tests then run as the application."""

from typing import Any

from django.db.backends.postgresql import creation


class DatabaseCreation(creation.DatabaseCreation):
    """As Django's, with the owner's login."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Make and migrate it."""
        with self.connection.as_owner():
            return super().create_test_db(*args, **kwargs)

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        """Copy it, which no connection may watch."""
        self.connection.close_pool()
        with self.connection.as_owner():
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        """Drop it, which no connection may watch."""
        self.connection.close_pool()
        with self.connection.as_owner():
            super().destroy_test_db(*args, **kwargs)
