"""One command keeps the site and its worker running, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
#: Writes down that it was started, then stays.
STAYS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
#: Writes down that it was started and ends.
ENDS = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); sys.exit(3)"
RUN = (
    "import sys; from deploy.serve import supervise;"
    "sys.exit(supervise([sys.executable, '-c', {web!r}, {web_log!r}],"
    " [sys.executable, '-c', {worker!r}, {worker_log!r}], pause=0.05))"
)


@pytest.fixture
def start(tmp_path):
    """Return how two children are supervised; the answers are the process and both logs."""
    running = []

    def supervise(web, worker):
        logs = tmp_path / "web", tmp_path / "worker"
        code = RUN.format(web=web, web_log=str(logs[0]), worker=worker, worker_log=str(logs[1]))
        running.append(subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stderr=subprocess.DEVNULL))
        return running[-1], *logs

    yield supervise
    for process in running:
        process.kill()
        process.wait()


def starts(log, at_least=1):
    """Wait until the child was started so often and return the numbers of its processes."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = [int(line) for line in log.read_text().split()] if log.exists() else []
        if len(found) >= at_least:
            return found
        time.sleep(0.05)
    pytest.fail(f"{log.name} was not started {at_least} times")


def is_running(pid):
    """Tell whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both(start, number):
    process, web, worker = start(STAYS, STAYS)
    children = [*starts(web), *starts(worker)]
    assert [is_running(pid) for pid in children] == [True, True]

    os.kill(process.pid, number)

    assert process.wait(30) == 0
    assert [is_running(pid) for pid in children] == [False, False]


def test_a_worker_that_ends_is_started_again_while_the_site_goes_on(start):
    process, web, worker = start(STAYS, ENDS)

    assert len(starts(worker, at_least=3)) >= 3
    assert process.poll() is None
    assert len(starts(web)) == 1


def test_the_end_of_the_site_is_the_end_of_all(start):
    process, _web, worker = start("import sys, time; time.sleep(1); sys.exit(7)", STAYS)
    [pid] = starts(worker)

    assert process.wait(30) == 7
    assert not is_running(pid)
