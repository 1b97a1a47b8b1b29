"""An OpenID Connect provider, run as a program of its own: django-oauth-toolkit with two people in it.

`python -m tests.accounts.provider FOLDER PORT REDIRECT_URI`; `running(…)` starts it and waits.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

CLIENT_ID, SECRET = "liangzhu-test", "provider-secret-for-tests"
#: Name over there: password over there.
PEOPLE = {"zhang.san": "first-password", "li.si": "second-password"}
#: The file of the key it signs with, for tests that forge.
KEY = "key.pem"
LOGIN_PAGE = """<!doctype html><html lang="en"><title>City</title><form method="post">{% csrf_token %}
{{ form.as_p }}<button>Enter</button></form>"""


@contextlib.contextmanager
def running(folder, redirect_uri):
    """Start the provider on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "LZ_", "PYTEST"))
    }
    environment["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    command = [sys.executable, "-m", "tests.accounts.provider", str(folder), str(port), redirect_uri]
    with (Path(folder) / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        _wait(process, f"http://127.0.0.1:{port}/.well-known/openid-configuration", Path(folder) / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(process, address, log):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- our own
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the provider does not answer: {log.read_text()}")


def configure(folder):
    """Set Django up for the provider."""
    import django
    from django.conf import settings
    from jwcrypto import jwk

    key = jwk.JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None).decode()
    Path(folder, KEY).write_text(key)
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/db"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        SESSION_COOKIE_NAME="city_session",
        CSRF_COOKIE_NAME="city_csrf",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", {"login.html": LOGIN_PAGE})],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        LOGIN_URL="/login/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key,
            "SCOPES": {"openid": "who", "profile": "name", "email": "mail"},
            "PKCE_REQUIRED": True,
            "OAUTH2_VALIDATOR_CLASS": "tests.accounts.provider_claims.Claims",
        },
    )
    django.setup()


def serve(folder, port, redirect_uri):
    """Fill the database and answer until terminated."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIServer, make_server

    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name, password in PEOPLE.items():
        User.objects.create_user(name, password=password)
    Application.objects.create(
        client_id=CLIENT_ID,
        client_secret=SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        redirect_uris=redirect_uri,
        algorithm="RS256",
        skip_authorization=True,
    )

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    make_server("127.0.0.1", int(port), get_wsgi_application(), server_class=Server).serve_forever()


def __getattr__(name):
    """Make the addresses when they are asked for: applications have to be ready."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.contrib.auth.views import LoginView
    from django.urls import include, path

    return [
        path("login/", LoginView.as_view(template_name="login.html")),
        path("", include("oauth2_provider.urls", namespace="oauth2_provider")),
    ]


if __name__ == "__main__":
    configure(sys.argv[1])
    sys.modules["tests.accounts.provider"] = sys.modules[__name__]
    serve(*sys.argv[1:])
