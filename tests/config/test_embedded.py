"""The embedded server, with real processes that come, go and are killed."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded import errors, programs, server
from config.embedded.home import Home
from config.embedded.privileges import account_for

PROJECT = Path(__file__).resolve().parents[2]
# connects, says who and where it is, and uses the server until its input ends
USER = """
import sys, psycopg
from pathlib import Path
from config.embedded import server
folder = Path(sys.argv[1])
address = server.ensure(folder, {"fsync": "off", "shared_buffers": "8MB"})
user, password = address.logins["app"]
place = {"host": address.host, "port": address.port, "dbname": "liangzhu"}
with psycopg.connect(user=user, password=password, **place) as c:
    print(c.execute("SELECT session_user").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def used():
    """The folders of this module's servers; in the end nothing runs in any of them."""
    folders = []
    yield folders
    assert _within(20, lambda: not any(_postmaster(folder) or _sitters(folder) for folder in folders))


@pytest.fixture
def folder(tmp_path, used):
    """A folder for a server, with a blank and Chinese in its path."""
    used.append(tmp_path / "梁 柱" / "pg")
    return used[-1]


class Using:
    """A process that uses the server of a folder."""

    def __init__(self, folder, python=(sys.executable,), environment=None):
        self.process = subprocess.Popen(
            [*python, "-c", USER, str(folder)],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        self.answer = self.process.stdout.readline().strip()
        if not self.answer:
            _, said = self.process.communicate()
            pytest.fail(said)
        return self

    def __exit__(self, *_reason):
        self.process.communicate(timeout=20)  # ends its input


def test_server_starts_in_a_closed_folder_with_a_blank_and_stops_after_its_last_user(folder):
    folder.parent.mkdir(mode=0o700)

    with Using(folder) as first, Using(folder) as second:
        assert (first.answer, second.answer) == ("lz_app", "lz_app")
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(Home(folder).passwords.stat().st_mode) == 0o600
        assert _postmaster(folder) is not None

    assert _within(10, lambda: _postmaster(folder) is None)


def test_processes_that_start_at_once_make_one_server(folder):
    together = [Using(folder) for _ in range(4)]

    answers = [one.__enter__().answer for one in together]
    for one in together:
        one.__exit__()

    assert answers == ["lz_app"] * 4


def test_server_stops_when_its_only_user_is_killed(folder):
    using = Using(folder).__enter__()
    using.process.kill()
    using.__exit__()

    assert _within(10, lambda: _postmaster(folder) is None)


def test_killed_sitter_is_replaced_by_the_next_user(folder):
    with Using(folder):
        assert _within(5, lambda: _sitters(folder))
        os.kill(_sitters(folder)[0], signal.SIGKILL)
        assert _within(5, lambda: not _sitters(folder))
        with Using(folder):
            assert _within(5, lambda: len(_sitters(folder)) == 1)


def test_killed_postmaster_is_started_again(folder):
    with Using(folder):
        os.kill(_postmaster(folder), signal.SIGKILL)
        with Using(folder) as after:
            assert after.answer == "lz_app"


def test_pid_file_that_names_a_living_stranger_does_not_stop_the_start(folder):
    with Using(folder):
        pid_file = Home(folder).data / "postmaster.pid"
        content = pid_file.read_text().split("\n", 1)[1]
    assert _within(10, lambda: not pid_file.exists())
    pid_file.write_text(f"{os.getpid()}\n{content}")

    with Using(folder) as after:
        assert after.answer == "lz_app"


def test_cluster_half_made_is_made_anew(folder):
    Home(folder).unfinished_data.mkdir(parents=True)
    (Home(folder).unfinished_data / "PG_VERSION").write_text("18\n")
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)

    with Using(folder) as using:
        assert using.answer == "lz_app"
        assert not Home(folder).unfinished_data.exists()


def test_path_too_long_for_a_socket_gets_a_private_folder_elsewhere(tmp_path, used):
    folder = tmp_path / ("long" * 20) / "pg"
    used.append(folder)

    with Using(folder):
        socket_folder = Home(folder).socket_folder
        assert not socket_folder.is_relative_to(folder)
        assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root acts for others")
def test_root_runs_the_server_as_the_owner_of_the_folder(folder):
    folder.mkdir(parents=True)
    daemon = pwd.getpwnam("daemon").pw_uid
    os.chown(folder, daemon, daemon)

    with Using(folder):
        assert Path(f"/proc/{_postmaster(folder)}").stat().st_uid == daemon
        assert {path.stat().st_uid for path in folder.iterdir()} == {daemon}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root acts for others")
def test_owner_the_system_does_not_know_is_replaced_by_nobody(tmp_path):
    os.chown(tmp_path, 54321, 54321)

    assert account_for(tmp_path / "pg").uid == pwd.getpwnam("nobody").pw_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests already run as an ordinary user")
def test_ordinary_user_needs_no_root(tmp_path_factory):
    import tempfile

    python = _python_for_nobody()
    with tempfile.TemporaryDirectory() as open_folder:
        os.chown(open_folder, 65534, 65534)
        folder = Path(open_folder) / "pg"
        with Using(folder, *python) as using:
            assert using.answer == "lz_app"
            assert Path(f"/proc/{_postmaster(folder)}").stat().st_uid == 65534
        assert _within(10, lambda: _postmaster(folder) is None)


def test_missing_wheel_is_said_plainly(monkeypatch):
    monkeypatch.setattr(programs, "find_spec", lambda _name: None)

    with pytest.raises(errors.EmbeddedServerError, match="make setup"):
        programs.program_path("initdb")


def test_full_disk_is_said_plainly_and_leaves_nothing(tmp_path, monkeypatch):
    from config.embedded import cluster

    monkeypatch.setattr(cluster.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1024}))

    with pytest.raises(errors.EmbeddedServerError, match="磁盘空间不足"):
        server.ensure(tmp_path / "pg")
    assert not (tmp_path / "pg" / "data").exists()


def test_database_without_its_passwords_is_not_touched(tmp_path):
    (tmp_path / "pg" / "data").mkdir(parents=True)

    with pytest.raises(errors.EmbeddedServerError, match=r"passwords\.json"):
        server.ensure(tmp_path / "pg")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_of_somebody_else_is_said_plainly(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(errors.EmbeddedServerError, match="LZ_VAR"):
            server.ensure(tmp_path / "pg")
    finally:
        tmp_path.chmod(0o700)


def _postmaster(folder):
    """The pid of the running postmaster of the folder, a zombie not counted."""
    try:
        pid = int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        return pid if os.fsencode(folder) in Path(f"/proc/{pid}/cmdline").read_bytes() else None
    except (OSError, ValueError):
        return None


def _sitters(folder):
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"config.embedded.sitter" in words and os.fsencode(folder) in words:
            found.append(int(path.parent.name))
    return found


def _within(seconds, happened):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return bool(happened())


def _python_for_nobody():
    """A Python `nobody` can run with our packages: this one, or the system's of the same version."""
    packages = str(Path(psycopg.__file__).parents[1])
    environment = {"PYTHONPATH": f"{PROJECT}{os.pathsep}{packages}"}
    # from inside: setpriv itself still reaches programs that nobody does not
    again = "import subprocess, sys; subprocess.check_call([sys.executable, '-c', 'import psycopg, django'])"
    for program in (sys.executable, "/usr/bin/python3"):
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program]
        try:
            tried = subprocess.run(
                [*command, "-c", again],
                cwd="/",
                env={**os.environ, **environment},
                capture_output=True,
                check=False,
            )
        except OSError:
            continue
        if tried.returncode == 0:
            return command, environment
    pytest.skip("no Python here that nobody can run with our packages")
    return None
