"""How the environment says that mail leaves the house."""

import pytest

from config.env import EnvError
from config.mail import Mail, mail_settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("HOST", "PORT", "SECURITY"):
        monkeypatch.delenv(f"LZ_MAIL_{name}", raising=False)


def test_without_a_server_mails_are_printed():
    assert mail_settings().backend == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("security", "port", "found"),
    [
        ("", "", Mail(SMTP, "mail.example.org", 587, True, False)),
        ("TLS", "", Mail(SMTP, "mail.example.org", 465, False, True)),
        ("none", "2525", Mail(SMTP, "mail.example.org", 2525, False, False)),
    ],
)
def test_a_server_is_spoken_to_as_it_wants(security, port, found, monkeypatch):
    monkeypatch.setenv("LZ_MAIL_HOST", "mail.example.org")
    monkeypatch.setenv("LZ_MAIL_SECURITY", security)
    monkeypatch.setenv("LZ_MAIL_PORT", port)

    assert mail_settings() == found


def test_a_word_that_is_no_way_is_refused(monkeypatch):
    monkeypatch.setenv("LZ_MAIL_SECURITY", "ssl3")

    with pytest.raises(EnvError, match="LZ_MAIL_SECURITY='ssl3'"):
        mail_settings()
