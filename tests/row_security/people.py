"""Who asks the database, past every view: the scope of a request, and what it hands out then."""

from contextlib import contextmanager

from django.db import connection

from accounts.places import PlacesOf
from schools.row_security.scope import NOBODY, Scope, within
from tests import factories


@contextmanager
def asked_by(user):
    """In the block the database hands out what it would hand out in a request of the user."""
    with within(Scope(places=PlacesOf(lambda: user))):
        yield


@contextmanager
def asked_by_nobody():
    """In the block nobody has said who asks."""
    with within(NOBODY):
        yield


def keys(table, key="id"):
    """Return the keys of the rows the database hands out, without any of our filters."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}"')  # noqa: S608 -- names of our own
        return {pk for (pk,) in cursor.fetchall()}


def kinds(world):
    """Return a user of each kind by name: roles on places of every sort, and who has none."""
    near, county = world.school, world.county
    on = {
        "official of the county": ("official", county),
        "official of the city": ("official", county.parent),
        "official of another county": ("official", world.scopes["area", "sibling"]),
        "reviewer of the county": ("reviewer", county),
        "viewer of the county": ("viewer", county),
        "administrator": ("administrator", near),
        "administrator of the leading school": ("administrator", world.scopes["school", "parent"]),
        "reviewer of the school": ("reviewer", near),
        "viewer of the school": ("viewer", near),
        "editor of a branch": ("editor", world.scopes["branch", "own"]),
        "system officer": ("system", county),
        "security officer": ("security", county),
        "auditor": ("auditor", county),
    }
    users = {name: factories.user() for name in on}
    for name, (role, scope) in on.items():
        factories.grant(users[name], scope, role)
    both = factories.user()
    factories.grant(both, near, "administrator")
    factories.grant(both, world.far["rows"][0], "viewer")
    gone = factories.user(is_active=False)
    factories.grant(gone, county, "official")
    return {
        **users,
        "two schools": both,
        "nobody's": factories.user(),
        "switched off": gone,
        "superuser": factories.user(is_superuser=True),
    }
