"""An installation in a folder of its own, driven by the commands an operator uses."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from config.embedded import roles
from config.embedded.home import PORT, Home
from config.embedded.programs import program_path

PROJECT = Path(__file__).resolve().parents[2]
#: What pg_dump says to psql is by chance.
_BY_CHANCE = ("\\restrict", "\\unrestrict", "--")
_NOT_OURS = ("LZ_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS")


class Installation:
    """A folder with a database of its own, driven by commands."""

    def __init__(self, var):
        self.home = Home(var / "pg")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
        self.environment = {**inherited, "LZ_VAR": str(var), "LZ_TESTING": "1"}
        self.holder = self.start("shell", "--no-imports", "-c", "import sys; sys.stdin.read()", pipe=True)

    def start(self, *words, pipe=False):
        return subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.PIPE if pipe else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *words):
        process = self.start(*words)
        said, _nothing = process.communicate()
        assert process.returncode == 0, said
        return said

    def connect(self):
        password = roles.passwords_read(self.home)[roles.SUPERUSER]
        place = {"host": str(self.home.socket_folder), "port": PORT, "dbname": roles.DATABASE}
        return psycopg.connect(user=roles.SUPERUSER, password=password, autocommit=True, **place)

    def schema(self):
        """Return a hash of everything but rows: tables, constraints, triggers, functions, rights."""
        password = roles.passwords_read(self.home)[roles.SUPERUSER]
        address = f"host={self.home.socket_folder} port={PORT} user={roles.SUPERUSER} dbname={roles.DATABASE}"
        done = subprocess.run(
            [program_path("pg_dump"), "--schema-only", f"--dbname={address}"],
            env={"PGPASSWORD": password, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        lines = [line for line in done.stdout.splitlines() if not line.startswith(_BY_CHANCE)]
        assert len(lines) > 1000
        return hashlib.sha256("\n".join(lines).encode()).hexdigest(), lines

    def applied(self):
        try:
            with self.connect() as there:
                return there.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
        except (psycopg.Error, OSError):
            return 0

    def close(self):
        self.holder.communicate()
