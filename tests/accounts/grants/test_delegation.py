"""The table of who may give what, walked through as a whole: every giver, role and place."""

import pytest
from django.utils import timezone

from accounts.grants.delegation import (
    PLACES,
    TABLE,
    kind_of,
    may_be_given_to,
    may_give,
    may_keep,
    may_open_account,
    may_switch,
)
from accounts.models import GrantRole
from governance.choices import OrgType
from schools.choices import JurisdictionLevel
from tests import factories

pytestmark = pytest.mark.django_db

DATA = {"official", "reviewer", "administrator", "editor", "viewer"}
OFFICERS = {"system", "security", "auditor"}
#: Role → the kinds of place it can be given on.
ON = {
    "official": {"area"}, "reviewer": {"area", "school"}, "administrator": {"school"}, "editor": {"branch"},
    "viewer": {"area", "school"}, "system": {"area"}, "security": {"area"}, "auditor": {"area"},
}  # fmt: skip
#: Giver, who sits in the county unless he is of a school → role → places where he may give it.
INSIDE = {"county", "district", "school", "branch"}
EXPECTED = {
    "superuser": dict.fromkeys(DATA | OFFICERS, INSIDE | {"city", "other", "far school"}),
    "security": dict.fromkeys(DATA | OFFICERS, INSIDE),
    "official": dict.fromkeys(DATA, INSIDE) | {"official": {"district"}},
    "administrator": {"editor": {"branch"}, "viewer": {"school"}},
    "reviewer": {},
    "editor": {},
    "viewer": {},
    "system": {},
    "auditor": {},
    "former security": {},
    "coming security": {},
    "switched off": {},
    "nobody": {},
}
KINDS = {"jurisdiction": "area", "school": "school", "organization": "branch"}


@pytest.fixture
def places():
    """A county with a district below it, the city above, another county; a school and a far one."""
    county = factories.county()
    district = factories.jurisdiction("330799", "演示片区", JurisdictionLevel.COUNTY, parent=county)
    other = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    school = factories.school(jurisdiction=county)
    county.refresh_from_db()
    return {
        "city": county.parent,
        "county": county,
        "district": district,
        "other": other,
        "school": school,
        "far school": factories.school(jurisdiction=other),
        "branch": factories.organization(OrgType.BRANCH, school=school),
    }


def giver(name, places):
    today = timezone.localdate()
    user = factories.user(is_superuser=name == "superuser", is_active=name != "switched off")
    if name == "administrator":
        factories.grant(user, places["school"])
    elif name == "editor":
        factories.grant(user, places["branch"])
    elif name == "former security":
        factories.grant(user, places["county"], "security", end=today)
    elif name == "coming security":
        factories.grant(user, places["county"], "security", start=today.replace(year=today.year + 1))
    elif name in GrantRole.values:
        factories.grant(user, places["county"], name)
    return user


def test_every_role_is_in_the_table():
    assert set(TABLE) == set(PLACES) == set(GrantRole.values) == set(ON)


@pytest.mark.parametrize("name", EXPECTED)
def test_who_gives_what_where(name, places):
    user = giver(name, places)

    found, silent = {}, []
    for role in GrantRole.values:
        for place, scope in places.items():
            verdict = may_give(user, role, scope)
            if verdict:
                found.setdefault(role, set()).add(place)
            elif not verdict.reason:
                silent.append((role, place))

    wanted = {
        role: {p for p in where if KINDS[kind_of(places[p])] in ON[role]}
        for role, where in EXPECTED[name].items()
    }
    assert found == {role: where for role, where in wanted.items() if where}
    assert silent == []


@pytest.mark.parametrize("name", EXPECTED)
def test_nobody_gives_to_himself_or_changes_his_own(name, places):
    user = giver(name, places)
    own = factories.grant(user, places["school"], "viewer")

    assert not may_be_given_to(user, user)
    assert not may_keep(user, own)
    assert not may_switch(user, user)


@pytest.mark.parametrize("name", EXPECTED)
def test_who_may_end_is_who_may_give(name, places):
    user = giver(name, places)

    for role in GrantRole.values:
        for scope in places.values():
            if KINDS[kind_of(scope)] in ON[role]:
                held = factories.grant(factories.user(), scope, role)
                assert bool(may_keep(user, held)) is bool(may_give(user, role, scope))


#: Who opens accounts for people of which place.
OPEN = {
    "superuser": {"city", "county", "district", "school", "other", "far school"},
    "system": {"county", "district", "school"},
    "official": {"county", "district", "school"},
    "administrator": {"school"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_who_opens_accounts(name, places):
    user = giver(name, places)

    found = {p for p, s in places.items() if p != "branch" and may_open_account(user, s)}
    assert found == OPEN.get(name, set())


@pytest.mark.parametrize("name", EXPECTED)
def test_who_switches_accounts_off(name, places):
    user = giver(name, places)
    inside, far = factories.user(), factories.user()
    factories.grant(inside, places["school"])
    factories.grant(far, places["school"], "viewer")
    factories.grant(far, places["far school"])
    held = {role: factories.grant(factories.user(), places["county"], role).user for role in OFFICERS}
    asked = {"inside": inside, "far": far, "root": factories.user(is_superuser=True), **held}
    asked["nobody's"] = factories.user()

    found = {who for who, account in asked.items() if may_switch(user, account)}
    everybody = {"superuser": set(asked), "system": {"inside", "system"}}
    assert found == everybody.get(name, set())
