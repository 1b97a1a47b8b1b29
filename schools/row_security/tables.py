"""Which tables hold rows of schools, and how the database finds the school of a row.

The way is the model's own ``scope_path`` and ``jurisdiction_path``. Events take the way of the row they tell
of, over the events of the rows on it, which stay when the rows go. A table of our applications that has no
policy is named here with the reason; a table in neither list fails a test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.apps import apps
from django.db import models

OWN = ("accounts", "schools", "privacy", "governance", "oversight", "exports", "intake", "api")
#: What a place is looked for in: the schools and the jurisdictions of whoever asks.
SCHOOLS, PLACES = "schools", "places"

#: Tables without a policy, with the reason.
EXEMPT = {
    "accounts_accessgrant": "who may see what: read before anybody's scope is known",
    "accounts_chartmemory": "how a user likes to see a chart",
    "accounts_formerpassword": "of users, who belong to no school",
    "accounts_grantevent": "what happened to grants",
    "accounts_guesscount": "counted at the door, where nobody is known",
    "accounts_submittedform": "that a form came twice, by user",
    "accounts_user": "users belong to no school",
    "accounts_user_groups": "users belong to no school",
    "accounts_user_user_permissions": "users belong to no school",
    "api_apitoken": "of users, and read before anybody's scope is known",
    "api_delivery": "what webhooks of users were told",
    "api_happening": "the key of a change or a finding, until its webhooks are told",
    "api_keptanswer": "what one token was answered",
    "api_tokencount": "counted at the door",
    "api_webhook": "of users",
    "exports_savedexport": "how a user likes a table",
    "governance_ruleenforcement": "what a division demands holds in all divisions below it",
    "governance_ruleenforcementevent": "as the rows they tell of",
    "governance_ruleparameter": "what a division demands holds in all divisions below it",
    "governance_ruleparameterevent": "as the rows they tell of",
    "intake_rememberedanswer": "what a word of workbooks means in a county: its schools say it too",
    "oversight_calendarfeed": "found by the fingerprint of a secret",
    "oversight_digestpreference": "what a user likes to be told",
    "oversight_round": "what an office asks of schools: the schools it went to read it",
    "oversight_reminderrun": "days and numbers",
    "oversight_seenfindings": "how far a user has read",
    "oversight_specialday": "holidays of the whole country",
    "schools_jurisdiction": "administrative divisions are public",
}

#: The structure of schools: what there is and what stands where, without a name of anybody. Superiors, joint
#: branches and people of other schools are part of it, and a join would drop in silence what it leads to.
#: Every user reads it; written it is like any other row.
STRUCTURE = (
    "schools_school",
    "schools_unit",
    "schools_unitmembership",
    "schools_employment",
    "governance_affiliation",
    "governance_hostunit",
    "governance_jointcoverage",
    "governance_leadinggroup",
    "governance_organizationmerger",
    "governance_organizationstatus",
    "governance_partymembership",
    "governance_partyorganization",
    "governance_post",
    "governance_roleassignment",
    "governance_term",
)
ALL_ROWS = "true"
#: Rows that every user reads, by a condition on the row.
PUBLIC = {
    **dict.fromkeys(STRUCTURE, ALL_ROWS),
    **{f"{table}event": ALL_ROWS for table in STRUCTURE},
    # papers of divisions, by which schools are approved
    "governance_document": "school_id IS NULL",
    "governance_documentevent": "school_id IS NULL",
}
#: Where people stand whose file is kept elsewhere: who has the school there reads their names. A table with
#: people, the column and the table of the body in between, and the column that says the place.
GUESTS = (
    ("schools_employment", "", "", "school_id"),
    ("schools_unitmembership", "unit_id", "schools_unit", "school_id"),
    ("governance_partymembership", "organization_id", "governance_partyorganization", "school_id"),
    ("governance_roleassignment", "post_id", "governance_post", "school_id"),
    ("governance_roleassignment", "organization_id", "governance_partyorganization", "school_id"),
    ("governance_roleassignment", "organization_id", "governance_partyorganization", "jurisdiction_id"),
)
#: The tables of people, with the column that holds the key of the person.
PEOPLE = {"schools_person": "id", "schools_personevent": "pgh_obj_id"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a row to a place.

    ``steps`` are a column, the table it leads to and the key there, one after the other; ``column`` says the
    place, in the last of these tables or in the row itself, ``setting`` what it is looked for in. It is a way
    only for rows in which the column ``only_without`` is empty.
    """

    steps: tuple[tuple[str, str, str], ...]
    column: str
    setting: str
    only_without: str = ""


@dataclass(frozen=True, slots=True)
class Secured:
    """A table and the ways to the places of a row."""

    table: str
    ways: tuple[Way, ...]
    public: str = ""


def secured() -> list[Secured]:
    """Return the tables that have policies, by name."""
    return [_secured(model) for model in secured_models()]


def secured_models() -> list[type[models.Model]]:
    """Return their models."""
    return sorted(_models(), key=lambda model: model._meta.db_table)


def _secured(model: type[models.Model]) -> Secured:
    table = model._meta.db_table
    return Secured(table, tuple(_ways(model)), PUBLIC.get(table, ""))


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        is_own = options.app_label in OWN and options.managed and not options.proxy
        if is_own and options.db_table not in EXEMPT:
            yield model


def _ways(model: type[models.Model]) -> Iterator[Way]:
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        yield from (_of_event(model, way) for way in _ways(tracked))
        return
    if not hasattr(model, "scope_path"):
        key = next(_homes(model))
        yield from (_behind(key, way) for way in _ways(key.related_model))
        return
    if model.scope_path:
        yield _along(model, model.scope_path, setting=SCHOOLS)
    if model._meta.db_table == "schools_school":  # a school is in its place from the moment it is there
        yield Way((), "jurisdiction_id", PLACES)
    if model.jurisdiction_path:
        yield _along(model, model.jurisdiction_path, setting=PLACES)
    if model._meta.db_table == "governance_partymembership":  # who went to a branch outside of the register
        yield replace(_along(model, "person__school", setting=SCHOOLS), only_without="organization_id")


def _homes(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    keys = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    yield from (key for key in keys if hasattr(key.related_model, "scope_path"))


def _along(model: type[models.Model], path: str, *, setting: str) -> Way:
    *hops, last = path.split("__")
    steps = []
    for hop in hops:
        field = model._meta.get_field(hop)
        model = field.related_model
        steps.append((field.column, model._meta.db_table, model._meta.pk.column))
    column = model._meta.pk.column if last == "pk" else model._meta.get_field(last).column
    return Way(tuple(steps), column, setting)


def _behind(key: models.ForeignKey, way: Way) -> Way:
    step = (key.column, key.related_model._meta.db_table, key.related_model._meta.pk.column)
    return Way((step, *way.steps), way.column, way.setting)


def _of_event(event: type[models.Model], way: Way) -> Way:
    """Return the way of the rows the events tell of, over events."""
    told = {other.pgh_tracked_model._meta.db_table: other for other in _event_models()}
    key = event.pgh_tracked_model._meta.pk.column
    steps = tuple((column, told[table]._meta.db_table, "pgh_obj_id") for column, table, _key in way.steps)
    is_key = way.column == key and not steps
    return replace(way, steps=steps, column="pgh_obj_id" if is_key else way.column)


def _event_models() -> Iterator[type[models.Model]]:
    yield from (model for model in apps.get_models() if hasattr(model, "pgh_tracked_model"))
