"""The site served from this process for a moment, and visitors who exist only as long."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from secrets import token_hex

from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management.base import CommandError
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.sessions import session_open
from accounts.models import AccessGrant, GrantRole
from accounts.policies import NOBODY
from schools.models import Jurisdiction, School
from schools.periods import open_period

HOST = "127.0.0.1"
#: Without collected static files, without TLS, whatever the deployment has.
PLAIN = {
    "ALLOWED_HOSTS": [HOST],
    "SECURE_SSL_REDIRECT": False,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "SESSION_COOKIE_NAME": "sessionid",
    "CSRF_COOKIE_NAME": "csrftoken",
    "SECOND_FACTOR": NOBODY,
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@contextmanager
def served() -> Iterator[str]:
    """Serve the site with the database as it is, on a free port; yield the address.

    Raises:
        CommandError: if the server does not start.

    """
    with override_settings(**PLAIN):
        server = LiveServerThread(HOST, StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        try:
            if server.error:
                raise CommandError(
                    _("网站没有启动：%(problem)s") % {"problem": server.error}
                ) from server.error
            yield f"http://{HOST}:{server.port}"
        finally:
            server.terminate()


@contextmanager
def visitors(jurisdiction: Jurisdiction, school: School) -> Iterator[dict[str, str]]:
    """Yield the session keys of an official and of the school's administrator; both are gone afterwards."""
    with ExitStack() as stack:
        official = stack.enter_context(_visitor(_("县级主管部门（演示）"), jurisdiction=jurisdiction))
        clerk = stack.enter_context(_visitor(_("学校管理员（演示）"), school=school))
        yield {"official": official, "clerk": clerk}


@contextmanager
def _visitor(name: str, **scope: School | Jurisdiction) -> Iterator[str]:
    user = get_user_model().objects.create_user(
        username=f"visitor-{token_hex(6)}", display_name=name, is_staff=True
    )
    session = None
    try:
        role = GrantRole.ADMINISTRATOR if "school" in scope else GrantRole.OFFICIAL
        AccessGrant.objects.create(user=user, role=role, period=open_period(timezone.localdate()), **scope)
        session = session_open(user)
        yield session.session_key
    finally:
        if session is not None:
            session.delete()
        user.delete()
