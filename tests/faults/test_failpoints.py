"""After every statement of every kind of write something fails: nothing is half done, nothing unrecorded.

`make test` tries a few statements of each in turn; `make security` every statement in every way.
"""

import pytest
from django.db import connection

from audit.sealing import seal_pending
from tests.faults.failpoints import Failpoint, counted, in_a_process, outcome, raised, terminating, timed_out
from tests.faults.failpoints import killed as kill
from tests.faults.invariants import broken, content, half_done
from tests.faults.scenes import SCENES

pytestmark = pytest.mark.django_db(transaction=True)
#: Statements of a scene that are tried in `make test`, for each way.
FEW = 1
WAYS = ("raised", "terminated", "timed out")


def sealed(scene):
    """Return how the scene is built with its records sealed, so that changes of them are noticed."""

    def build():
        made = scene.build()
        seal_pending()
        return made

    return build


def injections(scene, superuser, again, fail, numbers):
    """Inject after each of the statements; return how many there were and what was broken by which."""
    once_more = again(sealed(scene))
    with counted() as point:
        scene.act(once_more())
    assert broken(superuser, is_judged=scene.is_judged) == [], "it holds without a fault"
    whole, found, tried = content(superuser), [], 0
    for number in numbers(point.seen):
        point = Failpoint(number, fail)
        found += [f"{number}: {one}" for one in _one(scene, superuser, once_more, point, whole)]
        tried += 1
    return tried, found


def _one(scene, superuser, once_more, point, whole):
    told = once_more()
    before = content(superuser)
    happened = outcome(lambda: scene.act(told), point)
    assert point.seen >= point.number, "the statement was reached"
    if point.fail is raised and scene.go_on is None:
        assert happened == "Injected"
    wrong = []
    if scene.go_on is None and happened != "done":
        wrong = half_done(before, content(superuser), whole)
    wrong += broken(superuser, is_judged=scene.is_judged)
    if scene.go_on is not None:
        scene.go_on(told)
        wrong += broken(superuser, is_judged=scene.is_judged)
    return wrong


def every(number):
    return range(1, number + 1)


def some(way):
    """Return a choice of few statements, other ones for each way."""

    def choose(number):
        step = max(number // FEW, 1)
        return list(range(1 + WAYS.index(way) * step // len(WAYS), number + 1, step))[:FEW]

    return choose


def fails(superuser):
    return {"raised": raised, "terminated": terminating(superuser), "timed out": timed_out}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCENES)
def test_a_fault_after_some_statements(name, way, superuser, again, files, record_property):
    fail = fails(superuser)[way]

    tried, found = injections(SCENES[name], superuser, again, fail, some(way))

    assert found == []
    record_property("scoreboard", f"faults injected into writes, broken invariants|none|none of {tried}")


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCENES)
def test_a_fault_after_every_statement(name, way, superuser, again, files, record_property):
    tried, found = injections(SCENES[name], superuser, again, fails(superuser)[way], every)

    assert found == []
    record_property("scoreboard", f"faults injected into writes, broken invariants|none|none of {tried}")


def kills(scene, superuser, once_more, number, whole):
    """Kill a process after the statement; return what is broken once the server has noticed."""
    told = once_more()
    before = content(superuser)
    connection.close()
    connection.close_pool()
    assert in_a_process(lambda: scene.act(told), Failpoint(number, kill)) == 9
    _wait_for_the_server(superuser)
    wrong = [] if scene.go_on else half_done(before, content(superuser), whole)
    wrong += broken(superuser, is_judged=scene.is_judged)
    if scene.go_on:
        scene.go_on(told)
        wrong += broken(superuser, is_judged=scene.is_judged)
    return [f"{number}: {one}" for one in wrong]


def _wait_for_the_server(superuser):
    question = """SELECT pg_sleep(0.02), count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
    for _moment in range(500):
        if superuser.execute(question).fetchone()[1] == 0:
            return
    pytest.fail("a session of a killed process is still there")


def _killing(name, superuser, again, numbers):
    once_more = again(sealed(SCENES[name]))
    with counted() as point:
        SCENES[name].act(once_more())
    whole, chosen = content(superuser), list(numbers(point.seen))
    found = [kills(SCENES[name], superuser, once_more, number, whole) for number in chosen]
    return len(chosen), [one for each in found for one in each]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", ["move", "close a large round", "report"])
def test_a_worker_that_is_killed_in_a_write(name, superuser, again, files, record_property):
    tried, found = _killing(name, superuser, again, some("raised"))

    assert found == []
    record_property("scoreboard", f"workers killed in a write, broken invariants|none|none of {tried}")


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", SCENES)
def test_a_worker_that_is_killed_after_every_third_statement(name, superuser, again, files, record_property):
    tried, found = _killing(name, superuser, again, lambda number: range(1, number + 1, 3))

    assert found == []
    record_property("scoreboard", f"workers killed in a write, broken invariants|none|none of {tried}")


def test_the_net_catches_what_is_half_done(superuser, again):
    """Without its transaction a write is half done, and the invariants say so."""
    scene = SCENES["move"]
    once_more = again(sealed(scene))
    told = once_more()
    superuser.execute("UPDATE schools_unit SET lft = lft + 1")
    assert any(one.startswith("tree: ") for one in broken(superuser, is_judged=True))

    once_more()
    superuser.execute("DELETE FROM governance_term")
    found = broken(superuser, is_judged=True)
    assert any(one.startswith("unaudited: governance_term has 0 rows") for one in found)
    assert any(one.startswith("findings of") for one in found)
    assert told
