"""The entry of web servers looks before the first request and then answers 503, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from config.guards import manifest

PROJECT = Path(__file__).resolve().parents[3]
#: Loads the entry as gunicorn does, on the test database, and asks for a page.
ASK = """
import json, sys
from django.conf import settings
settings.GUARDS_WATCHED = True
settings.DATABASES["default"]["NAME"] = sys.argv[1]
if sys.argv[2]:
    from config.guards import manifest
    there_must_be = manifest.load()
    there_must_be["trigger"]["schools_school.another"] = "CREATE TRIGGER another"
    manifest.load = lambda: there_must_be
from config.wsgi import application
answers = []
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/healthz", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
           "wsgi.input": sys.stdin.buffer, "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
list(application(environ, lambda status, headers: answers.append(status)))
print(json.dumps(answers))
"""


@pytest.mark.parametrize(("lost", "status"), [("", "200 OK"), ("lost", "503 Service Unavailable")])
def test_the_entry_serves_only_with_its_guards(transactional_db, lost, status):
    if not connection.embedded:
        pytest.skip("the other process finds the embedded server by itself")
    assert "trigger" in manifest.load()
    name = connection.settings_dict["NAME"]

    done = subprocess.run(
        [sys.executable, "-c", ASK, name, lost],
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )

    assert json.loads(done.stdout.splitlines()[-1]) == [status]
    assert ("not serving, 1 guards" in done.stderr) is bool(lost)
