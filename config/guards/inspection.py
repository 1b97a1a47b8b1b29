"""Looking at the guards of the database a connection leads to, and putting them right."""

from typing import Any

from config.embedded.roles import APP
from config.guards import catalog, manifest, repair


def app_role(connection: Any) -> str | None:
    """Return the role the application logs in as, or None where it is the owner of the schema himself."""
    app = login_of(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'django_migrations'")
        owners = cursor.fetchall()
    return None if (app,) in owners else app


def login_of(connection: Any) -> str:
    """Return the login of the application; inside ``as_owner()`` as well."""
    return APP if connection.embedded else connection.settings_dict["USER"]


def guards_of(connection: Any) -> catalog.Guards:
    """Return the guards there are."""
    app = app_role(connection)
    with connection.cursor() as cursor:
        return catalog.read(cursor, app)


def differences_of(connection: Any) -> list[manifest.Difference]:
    """Return what differs from the manifest."""
    return manifest.differences(manifest.load(), guards_of(connection))


def put_right(connection: Any, wrong: list[manifest.Difference]) -> None:
    """Run the statements for all of them, or for none if one fails.

    Raises:
        DatabaseError: if data have come in meanwhile that a guard does not allow.

    """
    app = login_of(connection)
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            for one in wrong:
                for statement in repair.statements(one, app):
                    cursor.execute(statement)
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")
