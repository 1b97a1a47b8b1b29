"""The site as an installation runs it, and people who ask it for pages again and again."""

import os
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from socket import socket

PROJECT = Path(__file__).resolve().parents[2]
WORKERS, CLIENTS, IN_A_ROW = 4, 8, 20
#: A page that reads the session, which only the database knows: without one it leads to the door.
PAGE, COOKIE, THE_DOOR = "/", {"Cookie": f"sessionid={'x' * 32}"}, 302


class Site:
    """gunicorn as an installation runs it, on a cluster of its own."""

    def __init__(self, cluster, var):
        self.cluster = cluster
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LZ_", "DATABASE_", "DJANGO_")) and name != "SECRET_KEY"
        }
        command = [
            str(Path(sys.executable).parent / "gunicorn"), "config.wsgi", f"--bind=127.0.0.1:{self.port}",
            f"--workers={WORKERS}", "--threads=4", "--no-control-socket",
        ]  # fmt: skip
        self.log = (var / "web.log").open("wb")
        self.process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**inherited, "LZ_VAR": str(var), "PYTHONPATH": str(PROJECT)},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def ask(self, patience=60.0):
        """Return status and Retry-After of the page, or the name of what went wrong."""
        there = HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            there.request("GET", PAGE, headers=COOKIE)
            answer = there.getresponse()
            answer.read()
            return answer.status, answer.headers["Retry-After"]
        except OSError as problem:
            return type(problem).__name__, None
        finally:
            there.close()

    def within(self, seconds):
        """Tell how long it took until the page came as it should, from whichever worker, again and again."""
        begun = first = time.monotonic()
        in_a_row = 0
        while in_a_row < IN_A_ROW and time.monotonic() < begun + seconds:
            is_well = self.ask()[0] == THE_DOOR
            first = time.monotonic() if is_well and not in_a_row else first
            in_a_row = in_a_row + 1 if is_well else 0
        assert in_a_row == IN_A_ROW, f"not well again after {seconds} s"
        return first - begun

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class Clients:
    """People who ask again and again until told to stop."""

    def __init__(self, site):
        self.site, self.answers, self.over = site, [], threading.Event()
        self.threads = [threading.Thread(target=self._ask) for _ in range(CLIENTS)]

    def _ask(self):
        while not self.over.is_set():
            self.answers.append(self.site.ask())
            time.sleep(0.02)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_reason):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def errors(self):
        return [answer for answer in self.answers if answer[0] != THE_DOOR]
