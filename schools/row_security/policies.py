"""The policies as SQL: made from the models, so that none is forgotten when a table is added."""

from collections.abc import Iterator

from schools.row_security.tables import ALL_ROWS, GUESTS, PEOPLE, Secured, Way

#: What is read and written; and, because deleting looks at nothing but what is read, what is deleted.
HANDED_OUT, DELETED = "lz_scope", "lz_scope_deleted"
#: Tables with many more rows than those that lead to them. Over these the place of a row is asked row by row:
#: an EXISTS may be answered by reading the whole table once, which for a few rows takes longest of all.
_LARGE = ("governance_finding", "schools_person")

FUNCTIONS = """
CREATE OR REPLACE FUNCTION lz_reads_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('lz.reads', true), '') = 'all'
$$;
CREATE OR REPLACE FUNCTION lz_writes_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('lz.writes', true), '') = 'all'
$$;
CREATE OR REPLACE FUNCTION lz_is_somebody() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('lz.reads', true), '') = 'some'
$$;
CREATE OR REPLACE FUNCTION lz_schools() RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('lz.schools', true), ''), '{}')::int8multirange
$$;
CREATE OR REPLACE FUNCTION lz_places() RETURNS int8multirange LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('lz.places', true), ''), '{}')::int8multirange
$$;
"""


def policies(table: Secured) -> Iterator[tuple[str, str]]:
    """Yield name and statement of each policy of the table."""
    reads, writes = _condition(table, "reads"), _condition(table, "writes")
    yield (
        HANDED_OUT,
        f'CREATE POLICY {HANDED_OUT} ON public."{table.table}" USING ({reads}) WITH CHECK ({writes})',
    )
    yield (
        DELETED,
        f'CREATE POLICY {DELETED} ON public."{table.table}" AS RESTRICTIVE FOR DELETE USING ({writes})',
    )


def _condition(table: Secured, what: str) -> str:
    if table.public == ALL_ROWS and what == "reads":  # no way to plan for, and these are read most
        return "(SELECT lz_reads_all()) OR (SELECT lz_is_somebody())"
    # a sub-query is asked once for a statement; a case is taken to hold for half of the rows, where a
    # comparison with what the planner does not know would be taken to hold for hardly any
    ways = [_reaches(table.table, way) for way in table.ways]
    if table.public and what == "reads":
        ways.append(f"({table.public} AND (SELECT lz_is_somebody()))")
    if table.table in PEOPLE and what == "reads":
        ways.append(f'lz_is_guest("{table.table}"."{PEOPLE[table.table]}"::bigint)')
    return f"CASE WHEN (SELECT lz_{what}_all()) THEN true ELSE coalesce({' OR '.join(ways)}, false) END"


def _reaches(table: str, way: Way) -> str:
    places = f"(SELECT lz_{way.setting}())"
    if not way.steps:
        return f'({places} @> "{table}"."{way.column}"::bigint)'
    joined, last = [], f'"{table}"'
    where = ""
    for nth, (column, other, key) in enumerate(way.steps):
        name = f"up{nth}"
        if nth == 0:
            joined.append(f'public."{other}" {name}')
            where = f'{name}."{key}" = {last}."{column}"'
        else:
            joined.append(f'JOIN public."{other}" {name} ON {name}."{key}" = {last}."{column}"')
        last = name
    is_there, source = f'{places} @> {last}."{way.column}"::bigint', " ".join(joined)
    if any(other in _LARGE for _column, other, _key in way.steps):
        reached = f"(SELECT {is_there} FROM {source} WHERE {where})"  # noqa: S608 -- names of our own
    else:
        reached = f"EXISTS (SELECT 1 FROM {source} WHERE {where} AND {is_there})"  # noqa: S608 -- as above
    return f'("{table}"."{way.only_without}" IS NULL AND {reached})' if way.only_without else reached


def guests() -> str:
    """Return the function that tells whether a person whose file is elsewhere stands at a place of the user.

    A function of its own is planned once for a connection; written into the policy, its six ways were
    planned for every query that names a person, which took longer than all the rest.
    """
    parts = []
    for other, key, between, home in GUESTS:
        body = f' JOIN public."{between}" body ON body.id = guest."{key}"' if between else ""
        place = "lz_schools" if home == "school_id" else "lz_places"
        here = f'{place}() @> {"body" if between else "guest"}."{home}"::bigint'
        parts.append(
            f'EXISTS (SELECT 1 FROM public."{other}" guest{body} WHERE guest.person_id = person AND {here})'  # noqa: S608
        )
    return (
        "CREATE OR REPLACE FUNCTION lz_is_guest(person bigint) RETURNS boolean LANGUAGE plpgsql STABLE "
        "PARALLEL SAFE SET search_path = pg_catalog, public AS "
        f"$$BEGIN RETURN {' OR '.join(parts)}; END$$"
    )
