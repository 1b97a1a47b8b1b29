"""The floor of an installation's settings: one sentence a line of docs/security.md, none may sink below."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import django
import pytest
from django.db import connection

from config.embedded import roles
from config.embedded.home import Home
from config.pg.patience import WEB

PROJECT = Path(__file__).resolve().parents[2]
OURS = ("LZ_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_")
YEAR = 365 * 24 * 60 * 60
ASK = """
import json
from django.conf import settings
names = [name for name in dir(settings) if name.isupper() and name not in ("DATABASES", "SECRET_KEY")]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
print(json.dumps(settings.DATABASES["default"], default=str))
"""


@cache
def deployed(**environment):
    """Return the settings of a deployment with these variables, and its database's."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASK],
        cwd=PROJECT,
        env={**inherited, "LZ_VAR": "var/test-floor", **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    settings, database = done.stdout.strip().splitlines()[-2:]
    return json.loads(settings), json.loads(database)


def over_https():
    return deployed(LZ_HTTPS="1", ALLOWED_HOSTS="a.example")[0]


def shown(*names):
    with connection.cursor() as cursor:
        found = []
        for name in names:
            cursor.execute(f"SHOW {name}")
            found.append(cursor.fetchone()[0])
        return found


# -- the server and its roles -----------------------------------------------------------------------


def test_the_server_keeps_what_it_acknowledged_and_knows_no_weak_passwords(db):
    database = deployed()[1]

    assert database["EMBEDDED"]["settings"] == {}, "nothing of an installation is switched off"
    assert shown("data_checksums", "password_encryption") == ["on", "scram-sha-256"]


def test_the_role_of_the_application_owns_nothing_and_goes_around_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (roles.APP, False, False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT bool_or(has_table_privilege(schemaname || '.' || tablename, 'TRUNCATE')), count(*) > 100"
            " FROM pg_tables WHERE schemaname = 'public'"
        )
        assert cursor.fetchone() == (False, True)


def test_passwords_of_the_embedded_server_are_made_by_chance():
    if not connection.embedded:
        pytest.skip("a server of somebody else's")
    made = roles.passwords_read(Home(Path(connection.embedded["folder"])))

    assert len(set(made.values())) == 3
    assert all(len(password) >= 32 for password in made.values())


def test_the_web_waits_for_seconds():
    assert (WEB.statement, WEB.lock, WEB.idle) == (5_000, 3_000, 30_000)


def test_connections_are_pooled_looked_at_and_never_kept_by_a_request():
    database = deployed()[1]

    assert database["OPTIONS"]["pool"]["timeout"] <= 5
    assert "PatientConnection" in database["OPTIONS"]["pool"]["connection_class"]
    assert database["CONN_MAX_AGE"] == 0


# -- HTTPS and cookies ------------------------------------------------------------------------------


def test_a_deployment_speaks_https_only():
    settings = over_https()

    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_REDIRECT_EXEMPT"] == ["^healthz$"]
    assert settings["SECURE_HSTS_SECONDS"] >= YEAR
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_cookies_of_a_deployment():
    settings = over_https()

    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    for name in ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"):
        assert settings[f"{name}_SECURE"] is True
        assert settings[f"{name}_HTTPONLY"] is True
        assert settings[f"{name}_SAMESITE"] == "Lax"
    assert settings["SESSION_COOKIE_DOMAIN"] is None


def test_sessions_last_eight_hours_at_most_and_end_when_idle():
    settings = over_https()

    assert settings["SESSION_COOKIE_AGE"] <= 8 * 60 * 60
    assert "accounts.middleware.clock.ClockMiddleware" in settings["MIDDLEWARE"]


def test_sessions_are_no_pickles():
    settings = over_https()

    assert settings["SESSION_SERIALIZER"] == "django.contrib.sessions.serializers.JSONSerializer"
    assert settings["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"


def test_keys_of_sessions_have_enough_chance(db):
    from django.contrib.sessions.backends.db import SessionStore

    keys = {SessionStore()._get_new_session_key() for _each in range(20)}

    assert len(keys) == 20
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)


def test_messages_are_no_cookies():
    assert over_https()["MESSAGE_STORAGE"].endswith("SessionStorage")


def test_origins_and_proxies_are_named_by_the_operator_alone():
    assert deployed()[0]["CSRF_TRUSTED_ORIGINS"] == []
    assert deployed()[0]["SECURE_PROXY_SSL_HEADER"] is None
    behind = deployed(LZ_BEHIND_PROXY="1", CSRF_TRUSTED_ORIGINS="https://a.example")[0]
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert behind["CSRF_TRUSTED_ORIGINS"] == ["https://a.example"]


# -- browsers ---------------------------------------------------------------------------------------


def test_nothing_is_framed_sniffed_or_told_to_others():
    settings = over_https()

    assert settings["X_FRAME_OPTIONS"] == "DENY"
    assert settings["SECURE_REFERRER_POLICY"] == "same-origin"
    assert settings["SECURE_CONTENT_TYPE_NOSNIFF"] is True
    assert "unsafe" not in json.dumps(settings["CONTENT_SECURITY_POLICY"])
    assert settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["default-src"] == ["'none'"]


# -- passwords, keys, uploads -----------------------------------------------------------------------


def test_passwords_are_hashed_with_argon2_first():
    assert over_https()["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_a_second_factor_is_asked_as_soon_as_others_are_served():
    assert over_https()["SECOND_FACTOR"] == "privileged"


def test_tokens_of_the_provider_are_not_kept():
    settings = over_https()

    assert settings["SOCIALACCOUNT_STORE_TOKENS"] is False
    assert settings["SOCIALACCOUNT_AUTO_SIGNUP"] is False


def test_what_a_request_may_bring_is_limited():
    settings = over_https()

    assert settings["DATA_UPLOAD_MAX_MEMORY_SIZE"] <= 5 * 1024 * 1024
    assert settings["DATA_UPLOAD_MAX_NUMBER_FIELDS"] <= 5_000
    assert settings["DATA_UPLOAD_MAX_NUMBER_FILES"] <= 100


def test_debug_is_off():
    assert deployed()[0]["DEBUG"] is False
    assert over_https()["DEBUG"] is False


def test_hosts_are_named():
    assert deployed()[0]["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert over_https()["ALLOWED_HOSTS"] == ["a.example"]


def test_no_secret_stands_in_the_code():
    """Without a key in the environment one is made by chance, for its owner to read."""
    text = (PROJECT / "config" / "settings.py").read_text()

    made = 'env.text("SECRET_KEY") or secret_key_ensure(VAR_DIR / "secret_key")'
    assert re.findall(r"^SECRET_KEY = (.*)", text, re.MULTILINE) == [made]
    assert "insecure" not in text


def test_nothing_is_cached_on_the_server():
    assert "CACHES" not in (PROJECT / "config" / "settings.py").read_text()
    assert "cache_page" not in "".join(path.read_text() for path in PROJECT.glob("*/views/*.py"))


# -- what is installed ------------------------------------------------------------------------------


def test_django_has_the_security_releases_we_know_of():
    assert (5, 2, 19) <= django.VERSION[:3] < (5, 3)


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_package_is_locked_with_its_hash(name):
    text = (PROJECT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    pins = [line for line in text.splitlines() if re.match(r"^[a-z0-9]", line)]

    assert len(pins) > 20
    assert [line for line in pins if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_image_installs_what_is_needed_to_run():
    text = (PROJECT / "Dockerfile").read_text()

    assert "pip install --require-hashes -r requirements/base.txt" in text
    assert "dev.txt" not in text
    assert "USER liangzhu" in text


def test_the_image_has_no_history():
    assert ".git" in (PROJECT / ".dockerignore").read_text().split()


def test_certificates_of_others_are_checked():
    import ssl

    from django.core.mail.backends.smtp import EmailBackend

    from accounts.adapters import SingleSignOnAdapter
    from api.webhooks.addresses import Target
    from api.webhooks.sending import _pool

    context = EmailBackend(use_tls=True).ssl_context

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    pool = _pool(Target("https", "hooks.example.org", 443, "/", "192.0.2.1"))
    asked = {"cert_reqs": "CERT_REQUIRED", "assert_hostname": "hooks.example.org"}
    assert {name: getattr(pool, name) for name in asked} == asked
    assert SingleSignOnAdapter().get_requests_session().verify is True
    assert "verify=False" not in "".join(
        path.read_text()
        for name in ("accounts", "api", "config", "exports", "intake", "oversight", "privacy")
        for path in PROJECT.glob(f"{name}/**/*.py")
    )


def test_scripts_merge_nothing_into_objects():
    """No script takes names of properties from outside: no prototype can be reached."""
    for path in (PROJECT / "static" / "js").glob("*.js"):
        text = path.read_text()
        assert not re.search(r"__proto__|Object\.(assign|setPrototypeOf)|\bfor \(\w+ \w+ in ", text), (
            path.name
        )
