"""Four web workers while their database restarts, crashes and stands still: words, then it goes on."""

import os
import signal
import socket
import time

import pytest
from django.utils import timezone

from config.backup.making import Source, backup_make
from config.backup.place import database_name, embedded_place, place_of_settings
from config.backup.restoring import restore
from config.embedded.home import PORT
from config.embedded.privileges import account_for
from config.embedded.programs import program_run
from tests.faults.clusters import Cluster
from tests.faults.sites import THE_DOOR, Clients, Site
from tests.security.scoreboard import record

pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def installation(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with a cluster that holds a copy of the test database."""
    var = tmp_path_factory.mktemp("var")
    cluster = Cluster(var / "pg")
    with django_db_blocker.unblock():
        source = Source(place_of_settings(), database_name())
        made = backup_make(source, var / "backups", timezone.now())
    place = embedded_place(cluster.home, str(cluster.home.socket_folder), PORT)
    restore(made, "liangzhu", place, timezone.now())
    return var, cluster


@pytest.fixture(scope="module")
def running(installation):
    var, cluster = installation
    made = Site(cluster, var)
    yield made
    cluster.signal(signal.SIGCONT)
    made.close()


@pytest.fixture
def site(running):
    running.within(60)
    return running


def test_after_a_restart_while_idle_the_first_requests_work(site):
    command = [
        "restart",
        f"--pgdata={site.cluster.home.data}",
        "--mode=fast",
        "--wait",
        f"--log={site.cluster.home.log}",
    ]
    account = account_for(site.cluster.home.folder)
    code, said = program_run("pg_ctl", *command, home=site.cluster.home, account=account)
    assert code == 0, said

    assert [site.ask()[0] for _each in range(20)] == [THE_DOOR] * 20


def test_a_crash_under_load_is_told_in_words_and_is_over_soon(site):
    first = site.cluster.processes()[0]
    with Clients(site) as clients:
        time.sleep(1)
        site.cluster.kill()
        recovered = site.within(60)
        time.sleep(1)

    errors = clients.errors()
    said = sorted({str(status) for status, _pause in errors})
    measured = f"{len(errors)} ({', '.join(said)}), over after {recovered:.1f} s"
    record("errors seen while the database crashed under load", "at most 10, all 503", measured)
    assert site.cluster.processes()[0] != first
    assert len(clients.answers) > 50
    assert {status for status, _pause in errors} <= {503}
    assert all(pause for _status, pause in errors)
    assert len(errors) <= 10


def test_one_session_that_crashes_takes_nobody_along_for_long(site):
    with Clients(site) as clients:
        time.sleep(0.5)
        os.kill(_a_session(site.cluster), signal.SIGKILL)
        site.within(60)
        time.sleep(0.5)

    assert len(clients.answers) > 20
    assert {status for status, _pause in clients.errors()} <= {503}
    assert all(pause for _status, pause in clients.errors())


def _a_session(cluster):
    with cluster.connect(role="lz_super") as there:
        question = "SELECT pid FROM pg_stat_activity WHERE usename = 'lz_app' LIMIT 1"
        return there.execute(question).fetchone()[0]


def test_a_server_that_stands_still_is_not_waited_for_for_ever(site):
    site.cluster.signal(signal.SIGSTOP)
    begun = time.monotonic()
    try:
        with Clients(site) as clients:
            time.sleep(15)
    finally:
        site.cluster.signal(signal.SIGCONT)
    longest = time.monotonic() - begun

    assert {status for status, _pause in clients.answers} == {503}
    assert all(pause for _status, pause in clients.answers)
    assert longest < 60
    site.within(30)


def test_a_message_with_two_lengths_is_one_or_none(site):
    """What could be read as two requests by a proxy and the server is refused, or ends the connection."""
    smuggled = (
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as there:
        there.sendall(smuggled)
        said = b""
        while piece := there.recv(65536):
            said += piece

    assert said.count(b"HTTP/1.1 ") == 1
    assert b"ok\n" not in said
