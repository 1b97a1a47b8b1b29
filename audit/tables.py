"""Which tables leave a record of every row that is written, and what of a row is kept.

Everything of our own applications does, and of those that keep accounts. What does not is named here with
the reason; a table in neither list fails a test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

#: Applications whose every table is audited. Those of other people are looked for and may be missing.
OWN = ("accounts", "schools", "privacy", "governance", "oversight", "exports", "intake", "api")
OF_ACCOUNTS = ("account", "mfa", "socialaccount", "usersessions")

#: Tables that leave no record, with the reason.
EXEMPT = {
    "accounts_chartmemory": "how a user likes to see a chart: no fact about anybody",
    "accounts_guesscount": "how often somebody tried; each failed sign-in is a record of its own",
    "accounts_submittedform": "that a form came twice; what it did the first time is on record",
    "exports_savedexport": "how a user likes a table: no fact about anybody",
    "oversight_seenfindings": "how far a user has read: no fact about anybody",
    "oversight_reminderrun": "that a job ran; what it made are reminders, which are audited",
    "intake_importpart": "what a file says, until it is applied; what is written then are audited rows",
    "api_tokencount": "how many requests a token has made within a minute",
    "api_keptanswer": "what was answered to a write, which is audited by the tables it wrote",
    "api_happening": "made by a trigger from audited rows, and taken away when it is told",
    "api_delivery": "what a machine told another of audited rows",
    "governance_schoolfigures": "numbers counted anew from audited rows each night",
    "governance_schoolcheck": "judgements made anew from audited rows each night",
    "governance_findingspell": "made by a trigger from findings, which are audited",
}
#: Events are written by triggers from audited rows, and can be neither changed nor removed.
EVENTS = "a trigger's copy of an audited row"

#: Columns whose values are nobody's business, by table; that they changed is on record.
SECRET = {
    "accounts_user": ("password",),
    "accounts_formerpassword": ("password",),
    "api_apitoken": ("digest",),
    "api_webhook": ("salt",),
    "oversight_calendarfeed": ("digest",),
    "mfa_authenticator": ("data",),
    "socialaccount_socialapp": ("secret", "key"),
    "socialaccount_socialtoken": ("token", "token_secret"),
    "usersessions_usersession": ("session_key", "data"),
}
#: Columns that tell how far a machine has come and nothing about anybody.
IGNORED = {
    "api_apitoken": ("last_used_at", "last_address"),
    "governance_finding": ("last_seen",),
    "oversight_report": ("beat_at", "done"),
    "exports_order": ("beat_at",),
    "intake_rosterimport": ("beat_at", "done", "problems", "questions"),
}
#: Tables of trees whose numbers are kept, where those of others follow from the parent: they decide who sees
#: what.
_KEEPS_TREE = ("schools_jurisdiction",)


@dataclass(frozen=True, slots=True)
class Audited:
    """A table, and how its trigger finds the key and the home of a row."""

    table: str
    key: str
    school: str
    jurisdiction: str
    parent: str
    parent_key: str
    secret: tuple[str, ...]
    ignored: tuple[str, ...]
    #: Whether the numbers of a tree are among what is ignored: they are written for many rows at once.
    is_numbered: bool

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of the trigger, in the order of ``sql/functions.sql``."""
        own = (self.key, self.school, self.jurisdiction, self.parent, self.parent_key)
        return (*own, ",".join(self.secret), ",".join(self.ignored))


@cache
def audited() -> dict[str, Audited]:
    """Return the audited tables by name."""
    return {model._meta.db_table: _audited(model) for model in audited_models()}


@cache
def audited_tables() -> frozenset[str]:
    """Return the names of the audited tables."""
    return frozenset(audited())


def audited_models() -> Iterator[type[models.Model]]:
    """Yield the models whose tables are audited."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        known = options.app_label in (*OWN, *OF_ACCOUNTS)
        if known and options.managed and not options.proxy and not is_exempt(model):
            yield model


def is_exempt(model: type[models.Model]) -> bool:
    """Tell whether rows of the model leave no record."""
    return model._meta.db_table in EXEMPT or hasattr(model, "pgh_tracked_model")


def home_sql() -> str:
    """Return the function that finds school and jurisdiction of a row of a table others hang on."""
    known = audited()
    parents = sorted({one.parent for one in known.values() if one.parent})
    lines = [f"    IF parent = '{name}' THEN\n{_home_of(known[name])}    END IF;" for name in parents]
    body = "\n".join(lines)
    return (
        "CREATE OR REPLACE FUNCTION audit.home(parent text, key bigint, OUT school bigint, OUT place bigint) "
        "RETURNS record\n"
        f"LANGUAGE plpgsql STABLE SET search_path = pg_catalog, audit, pg_temp AS $$\nBEGIN\n{body}\nEND $$"
    )


def _home_of(table: Audited) -> str:
    columns = [table.school or "NULL", table.jurisdiction or "NULL"]
    further = table.parent_key or "NULL"
    lines = (
        "        DECLARE",
        "            further bigint;",
        "        BEGIN",
        f"            SELECT {columns[0]}, {columns[1]}, {further} INTO school, place, further",
        f'                FROM public."{table.table}" WHERE "{table.key}" = home.key;',
    )
    more = (
        "            IF school IS NULL AND place IS NULL AND further IS NOT NULL THEN",
        "                SELECT up.school, up.place INTO school, place",
        f"                    FROM audit.home('{table.parent}', further) AS up;",
        "            END IF;",
    )
    return "\n".join((*lines, *(more if table.parent else ()), "        END;\n"))


def _audited(model: type[models.Model]) -> Audited:
    options = model._meta
    columns = {field.column for field in options.concrete_fields}
    is_school, is_place = options.db_table == "schools_school", options.db_table == "schools_jurisdiction"
    hop = _parent_of(model)
    tree = () if options.db_table in _KEEPS_TREE else _tree_columns(model)
    return Audited(
        table=options.db_table,
        key=options.pk.column,
        school=options.pk.column if is_school else "school_id" if "school_id" in columns else "",
        jurisdiction=options.pk.column
        if is_place
        else "jurisdiction_id"
        if "jurisdiction_id" in columns
        else "",
        parent=hop.related_model._meta.db_table if hop else "",
        parent_key=hop.column if hop else "",
        secret=SECRET.get(options.db_table, ()),
        ignored=(*tree, *IGNORED.get(options.db_table, ())),
        is_numbered=bool(tree),
    )


def _parent_of(model: type[models.Model]) -> models.ForeignKey | None:
    """Return the key that leads to the home of a row, None where its own columns say it."""
    for path in (getattr(model, "scope_path", ""), getattr(model, "jurisdiction_path", "")):
        if "__" in (path or ""):
            return model._meta.get_field(path.split("__")[0])
    if hasattr(model, "scope_path") or model._meta.app_label not in OWN:
        return None
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    homes = (key for key in keys if hasattr(key.related_model, "scope_path"))
    return next(homes, None)


def _tree_columns(model: type[models.Model]) -> tuple[str, ...]:
    options = getattr(model, "_mptt_meta", None)
    if options is None:
        return ()
    names = (options.left_attr, options.right_attr, options.tree_id_attr, options.level_attr)
    return tuple(sorted(names))
