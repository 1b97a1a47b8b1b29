"""Every guard that is lost, in every way, is noticed, named, and put back."""

import pytest

from config.embedded.roles import APP
from config.guards import manifest, repair
from config.guards.catalog import KINDS, read
from tests.config.guards.losing import ways

WAYS = ways(manifest.load())
#: What falls with these is named as well.
TAKE_OTHERS_ALONG = ("DROP EXTENSION", "DROP ROUTINE", "CASCADE", "OWNER TO")
#: Only the administrator of the server can put these right.
FOR_OTHERS = ("extension", "role")


def _one_of_each():
    seen = set()
    for number, (kind, _name, way, _statement) in enumerate(WAYS):
        if (kind, way) not in seen or number % 60 == 0:
            seen.add((kind, way))
            yield number


FEW = set(_one_of_each())


def _case(number):
    kind, name, way, _statement = WAYS[number]
    marks = () if number in FEW else (pytest.mark.security,)
    return pytest.param(*WAYS[number], id=f"{kind}-{name}-{way}", marks=marks)


def _differences(superuser):
    with superuser.cursor() as cursor:
        return manifest.differences(manifest.load(), read(cursor, APP))


@pytest.mark.figure("guards lost one by one, in every way, that are not noticed or not put back", "none")
@pytest.mark.parametrize(("kind", "name", "way", "statement"), [_case(number) for number in range(len(WAYS))])
def test_a_lost_guard_is_noticed_and_put_back(superuser, kind, name, way, statement):
    assert _differences(superuser) == []

    superuser.execute(statement)

    found = _differences(superuser)
    assert (kind, name) in {(one.kind, one.name) for one in found}
    if not any(part in statement for part in TAKE_OTHERS_ALONG):
        assert {(one.kind, one.name) for one in found if one.expected is not None} == {(kind, name)}
    if kind in FOR_OTHERS:
        return
    for one in found:
        for mend in repair.statements(one, APP):
            superuser.execute(mend)
    assert _differences(superuser) == []


def test_every_guard_can_be_lost_in_these_tests():
    expected = {(kind, name) for kind, named in manifest.load().items() for name in named}
    left_out = expected - {(kind, name) for kind, name, _way, _statement in WAYS}

    assert {kind for kind, _name in left_out} <= {"required"}
    assert {kind for kind, _name, _way, _statement in WAYS} == {
        kind for kind in KINDS if manifest.load().get(kind)
    }


def test_what_keeps_references_is_noticed_while_it_sleeps(superuser):
    superuser.execute("ALTER TABLE schools_unit DISABLE TRIGGER ALL")

    found = {one.kind for one in _differences(superuser)}

    assert found == {"constraint", "trigger"}
