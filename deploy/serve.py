"""Serve the site and work off its jobs until told to stop: what one PC runs with one command.

Everything after ``--`` goes to gunicorn. On servers of their own, web and worker are started apart
(docker-compose.yml). Standard library only.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
WEB = [str(BIN / "gunicorn"), "config.wsgi", "--no-control-socket"]
WORKER = [sys.executable, "manage.py", "procrastinate", "worker"]
#: Seconds before a worker that ended is started again: from the first to the longest, doubled each time.
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
#: Seconds the children have to end by themselves.
GRACE = 30.0
_LOOK = 0.2


class Stop(Exception):
    """Somebody asked to stop."""


def main(arguments=None):
    """Run both; the exit code is the web server's."""
    return supervise([*WEB, *(sys.argv[1:] if arguments is None else arguments)], WORKER)


def supervise(web, worker, pause=FIRST_PAUSE):
    """Run the two commands until the first ends or a signal comes; the second is started again when it ends.

    Returns the exit code of the first, 0 after a signal.
    """
    before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGINT)}
    children = {}
    try:
        children["web"] = subprocess.Popen(web)
        return _watch(children, worker, pause)
    except Stop:
        return 0
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl+C must not leave one of them behind
        _end(children.values())
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number, _frame):
    raise Stop


def _watch(children, worker, pause):
    next_start, wait = time.monotonic(), pause
    while children["web"].poll() is None:
        running = children.get("worker")
        if running is not None and running.poll() is not None:
            print(
                f"任务进程退出（{running.returncode}），{wait:.0f} 秒后重新启动 / worker restarts",
                file=sys.stderr,
            )
            next_start, wait = time.monotonic() + wait, min(wait * 2, LONGEST_PAUSE)
            del children["worker"]
        if "worker" not in children and time.monotonic() >= next_start:
            children["worker"] = subprocess.Popen(worker)
        time.sleep(_LOOK)
    return children["web"].returncode


def _end(children):
    """Ask all to end, wait, and end by force who does not."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
