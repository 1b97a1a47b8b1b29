"""After every statement of every kind of write something fails: nothing is half done, nothing unrecorded.

`make test` tries a few statements of each in turn; `make security` every statement in every way.
"""

import pytest
from django.db import connection

from audit.sealing import seal_pending
from tests.faults.failpoints import Failpoint, counted, in_a_process, outcome, raised, terminating, timed_out
from tests.faults.failpoints import killed as kill
from tests.faults.invariants import broken
from tests.faults.scenes import SCENES
from tests.faults.states import content, done, half_done
from tests.security.scoreboard import count

pytestmark = pytest.mark.django_db(transaction=True)
#: Statements of a scene that are tried in `make test`, for each way.
FEW = 1
WAYS = ("raised", "terminated", "timed out")
#: How the superuser changes a row of which no trigger knows.
UNNOTICED = "SET session_replication_role = replica; {}; RESET session_replication_role"
#: What comes out of an act in which something failed, by the way it did. A session that is ended after the
#: last statement is missed by nobody. A condition that the database could not check counts as true with
#: Django (``Q.check``): where it says what is wrong the person is told of a constraint, not of the database,
#: and nothing is written; where it says what is right the database itself looks again, and the act is done.
COMES_OUT = {
    "raised": {"Injected"},
    "terminated": {"OperationalError", "ValidationError", "done"},
    "timed out": {"OperationalError", "ValidationError", "done"},
}


def sealed(scene):
    """Return how the scene is built with its records sealed, so that changes of them are noticed."""

    def build():
        made = scene.build()
        seal_pending()
        return made

    return build


def in_whole(scene, superuser, once_more):
    """Do the act without a fault; return how many statements it takes and what it leaves behind."""
    told = once_more()
    before = content(superuser)
    with counted() as point:
        scene.act(told)
    assert broken(superuser, is_judged=scene.is_judged) == [], "it holds without a fault"
    return point.seen, done(superuser, before)


def injections(scene, superuser, again, way, numbers):
    """Inject after each of the statements; return how many there were and what was broken by which."""
    once_more = again(sealed(scene))
    statements, whole = in_whole(scene, superuser, once_more)
    found, chosen = {}, list(numbers(statements))
    for number in chosen:
        point = Failpoint(number, fails(superuser)[way])
        if wrong := _one(scene, superuser, once_more, point, way, whole):
            found[number] = wrong
    return len(chosen), found


def _one(scene, superuser, once_more, point, way, whole):
    told = once_more()
    before = content(superuser)
    happened = outcome(lambda: scene.act(told), point)
    assert point.seen >= point.number, "the statement was reached"
    wrong = []
    if scene.go_on is None:
        assert happened in COMES_OUT[way]
        wrong = half_done(superuser, before, whole)
        if happened == "done" and content(superuser).tables == before.tables:
            wrong.append("it was said to be done, and nothing is")
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
def test_a_fault_after_some_statements(name, way, superuser, again, files):
    tried, found = injections(SCENES[name], superuser, again, way, some(way))

    count("faults after some statements of a write that break an invariant", "none", len(found), tried)
    assert found == {}


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCENES)
def test_a_fault_after_every_statement(name, way, superuser, again, files):
    tried, found = injections(SCENES[name], superuser, again, way, every)

    count("faults after every statement of a write that break an invariant", "none", len(found), tried)
    assert found == {}


def kills(scene, superuser, once_more, number, whole):
    """Kill a process after the statement; return what is broken once the server has noticed."""
    told = once_more()
    before = content(superuser)
    connection.close()
    connection.close_pool()
    others = _sessions(superuser)  # a server of an earlier test in this process may keep some
    assert in_a_process(lambda: scene.act(told), Failpoint(number, kill)) == 9
    _wait_for_the_server(superuser, others)
    wrong = [] if scene.go_on else half_done(superuser, before, whole)
    wrong += broken(superuser, is_judged=scene.is_judged)
    if scene.go_on:
        scene.go_on(told)
        wrong += broken(superuser, is_judged=scene.is_judged)
    return wrong


def _sessions(superuser):
    """Return the processes of the server that answer somebody else at this database."""
    question = """SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
    return {pid for (pid,) in superuser.execute(question).fetchall()}


def _wait_for_the_server(superuser, others):
    for _moment in range(500):
        if _sessions(superuser) <= others:
            return
        superuser.execute("SELECT pg_sleep(0.02)")
    pytest.fail("a session of a killed process is still there")


def _killing(name, superuser, again, numbers):
    once_more = again(sealed(SCENES[name]))
    statements, whole = in_whole(SCENES[name], superuser, once_more)
    chosen = list(numbers(statements))
    found = {number: kills(SCENES[name], superuser, once_more, number, whole) for number in chosen}
    return len(chosen), {number: wrong for number, wrong in found.items() if wrong}


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", ["move", "close a large round", "report"])
def test_a_worker_that_is_killed_in_a_write(name, superuser, again, files):
    tried, found = _killing(name, superuser, again, some("raised"))

    count("workers killed in a write that leave a broken invariant, a share", "none", len(found), tried)
    assert found == {}


@pytest.mark.security
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", SCENES)
def test_a_worker_that_is_killed_after_every_third_statement(name, superuser, again, files):
    tried, found = _killing(name, superuser, again, lambda number: range(1, number + 1, 3))

    count("workers killed in a write that leave a broken invariant", "none", len(found), tried)
    assert found == {}


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.go_on is None])
def test_an_act_leaves_the_same_each_time_and_half_of_it_is_noticed(name, superuser, again, files):
    once_more = again(sealed(SCENES[name]))
    _number, whole = in_whole(SCENES[name], superuser, once_more)
    told = once_more()
    before = content(superuser)
    assert half_done(superuser, before, whole) == []

    SCENES[name].act(told)
    assert half_done(superuser, before, whole) == []

    superuser.execute(UNNOTICED.format("UPDATE schools_school SET version = version + 1"))
    superuser.execute(UNNOTICED.format("UPDATE schools_schoolevent SET short_name = short_name || 'x'"))
    assert half_done(superuser, before, whole) == [
        "something is left in public.schools_school",
        "something is left in public.schools_schoolevent",
    ]


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
