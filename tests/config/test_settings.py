"""What every answer carries, and what a deployment is warned of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.utils import translation
from django.utils.formats import date_format, get_format

PROJECT = Path(__file__).resolve().parents[2]
OURS = ("LZ_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS")
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
}


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/no-such-page/"])
def test_every_answer_carries_the_policy_and_the_headers(client, db, path):
    headers = client.get(path).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_closed_to_scripts_and_other_sites(client, db):
    client.get("/sign-in/")
    client.post("/language/", {"language": "en"})
    cookies = client.cookies

    assert sorted(cookies) == ["csrftoken", "django_language"]
    for cookie in cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"


def test_health_is_ok_while_the_database_answers(client, db):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_health_does_not_say_why_it_failed(client, db):
    def fail(*_args):
        raise DatabaseError("password of lz_app is wrong")

    with connection.execute_wrapper(fail):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"unavailable\n")


def test_dates_are_iso_in_both_languages():
    from datetime import date

    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
            assert date_format(date(2024, 1, 2), "SHORT_DATE_FORMAT") == "2024-01-02"


def test_stylesheet_of_bootstrap_is_found_and_nothing_else_of_it():
    found = finders.find("css/bootstrap.min.css")

    assert Path(found).read_bytes().startswith(b"@charset")
    assert finders.find("css/bootstrap.css") is None
    listed = [path for path, _ in finders.get_finder("config.static.BootstrapFinder").list([])]
    assert listed == ["css/bootstrap.min.css", "css/bootstrap.min.css.map"]


def test_static_files_are_collected_under_their_hashes_without_a_database(tmp_path):
    done = _manage(
        "collectstatic", "--no-input", LZ_STATIC_ROOT=str(tmp_path / "static"), LZ_VAR=str(tmp_path / "v")
    )

    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    assert (tmp_path / "static" / manifest["css/bootstrap.min.css"]).is_file()
    assert not (tmp_path / "v" / "pg").exists()


def test_deployment_over_https_has_nothing_to_warn_of(tmp_path):
    done = _manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        LZ_HTTPS="1",
        ALLOWED_HOSTS="a.example",
        LZ_VAR=str(tmp_path),
    )

    assert done.returncode == 0, done.stderr


def test_deployment_whose_application_owns_its_tables_is_warned(tmp_path):
    done = _manage("check", "--deploy", DATABASE_URL="postgresql://a:b@127.0.0.1/c", LZ_VAR=str(tmp_path))

    assert "config.W001" in done.stderr


def test_a_proxy_that_is_not_counted_is_warned_of(tmp_path):
    named = _manage("check", "--deploy", LZ_BEHIND_PROXY="1", LZ_VAR=str(tmp_path))
    counted = _manage("check", "--deploy", LZ_BEHIND_PROXY="1", LZ_TRUSTED_PROXIES="1", LZ_VAR=str(tmp_path))

    assert "config.W002" in named.stderr
    assert "config.W002" not in counted.stderr


_ASKED = "from django.conf import settings as s; print(s.POLICY.name, s.SECOND_FACTOR, s.PASSWORD_HASHERS[0])"


@pytest.mark.parametrize(
    ("environment", "policy", "second_factor"),
    [
        ({}, "dengbao", "none"),
        ({"LZ_HTTPS": "1"}, "dengbao", "privileged"),
        ({"LZ_POLICY": "ASVS"}, "asvs", "privileged"),
        ({"LZ_HTTPS": "1", "LZ_SECOND_FACTOR": "all"}, "dengbao", "all"),
        ({"LZ_HTTPS": "1", "LZ_SECOND_FACTOR": "none"}, "dengbao", "none"),
    ],
)
def test_what_is_asked_at_the_door(tmp_path, environment, policy, second_factor):
    done = _manage("shell", "--no-imports", "-c", _ASKED, LZ_VAR=str(tmp_path), **environment)

    hasher = "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert done.stdout.split() == [policy, second_factor, hasher], done.stderr


@pytest.mark.parametrize("variable", ["LZ_POLICY", "LZ_SECOND_FACTOR"])
def test_a_policy_nobody_knows_is_refused(tmp_path, variable):
    done = _manage("check", LZ_VAR=str(tmp_path), **{variable: "perhaps"})

    assert done.returncode == 1
    assert done.stderr.startswith(f"{variable}='perhaps': ")


def test_over_https_no_other_host_can_set_our_cookies(tmp_path):
    asked = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    done = _manage("shell", "--no-imports", "-c", asked, LZ_VAR=str(tmp_path), LZ_HTTPS="1")

    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]


def test_wrong_variable_is_one_sentence_and_no_traceback(tmp_path):
    done = _manage("check", LZ_DEBUG="perhaps", LZ_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.strip() == "LZ_DEBUG='perhaps': 1 or 0 expected / 应为 1 或 0"


def test_models_and_migrations_agree(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _manage(*arguments, **environment):
    """A command under the settings of a deployment, not of the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
