"""What stands in the tables, to be compared before and after."""

from django.apps import apps
from django.db import connection

#: Written by looking, with the reason.
BY_LOOKING = {
    "django_session": "the clock of a session, and where a form of several pages has come to",
    "accounts_chartmemory": "how a user likes to see a chart",
    "oversight_seenfindings": "how far a user has read",
    "usersessions_usersession": "when a session was last seen",
    "accounts_submittedform": "that a form was sent",
    "api_tokencount": "how often a token has asked within the minute",
}
#: Columns of other tables that are written by looking: when a token was used, and from where.
COLUMNS_BY_LOOKING = {"api_apitoken": ("last_used_at", "last_address")}


def tables() -> list[str]:
    """Return our tables and those of accounts."""
    models = apps.get_models(include_auto_created=True)
    named = {model._meta.db_table for model in models if model._meta.managed} - set(BY_LOOKING)
    return sorted(named & set(connection.introspection.table_names()))


def contents() -> dict[str, tuple[int, int]]:
    """Return the number of rows and a sum over them, by table."""
    found = {}
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(
                f"SELECT count(*), coalesce(sum(hashtextextended({_text(name)}, 0)), 0)"  # noqa: S608
                f' FROM "{name}" t'
            )
            found[name] = tuple(cursor.fetchone())
    return found


def rows(*names: str) -> dict[str, list[str]]:
    """Return every row as text, by table."""
    found = {}
    with connection.cursor() as cursor:
        for name in names or tables():
            cursor.execute(f'SELECT {_text(name)} FROM "{name}" t ORDER BY t::text')  # noqa: S608
            found[name] = [row[0] for row in cursor.fetchall()]
    return found


def _text(table: str) -> str:
    """Return the expression of a row as text, without what looking writes."""
    left_out = "".join(f" - '{column}'" for column in COLUMNS_BY_LOOKING.get(table, ()))
    return f"(to_jsonb(t){left_out})::text"
