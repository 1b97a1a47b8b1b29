"""What must be true before the settings are loaded: tests have a server and a folder of their own.

`DATABASE_URL` is not for tests, they would make databases beside the real one; LZ_TEST_DATABASE_URL is.
"""

import os

import pytest

for name in [name for name in os.environ if name.startswith("LZ_") and not name.startswith("LZ_TEST_")]:
    if name not in {"LZ_CHROMIUM", "LZ_PG_OS_USER"}:
        del os.environ[name]
os.environ.pop("ALLOWED_HOSTS", None)
os.environ.pop("CSRF_TRUSTED_ORIGINS", None)
os.environ["DATABASE_URL"] = os.environ.get("LZ_TEST_DATABASE_URL", "")
os.environ["LZ_OWNER_DATABASE_URL"] = os.environ.get("LZ_TEST_OWNER_DATABASE_URL", "")
os.environ["LZ_VAR"] = "var/test"
os.environ["LZ_TESTING"] = "1"
os.environ["SECRET_KEY"] = "for tests only"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the thread of the test
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"


def pytest_configure() -> None:
    """Refuse to run under settings that somebody loaded before us, and open the door of commands."""
    from django.conf import settings

    if not settings.TESTING:
        pytest.exit(
            "DJANGO_SETTINGS_MODULE is set in the environment: unset it, the tests bring their own.", 4
        )
    from schools.row_security.scope import work_for_everybody

    work_for_everybody()  # tests put rows in place as commands do; what a request sees is its user's
