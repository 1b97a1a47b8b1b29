"""How mail leaves the house: by the server LZ_MAIL_HOST names, on the console when it names none."""

from dataclasses import dataclass

from config import env

_BACKENDS = "django.core.mail.backends"
#: The usual port of each way.
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class Mail:
    """What Django wants to know."""

    backend: str
    host: str
    port: int
    starttls: bool
    tls: bool


def mail_settings() -> Mail:
    """The settings of the environment; a word that is no way of securing mail is refused."""
    host = env.text("LZ_MAIL_HOST")
    security = env.text("LZ_MAIL_SECURITY", "starttls").lower()
    if security not in PORTS:
        raise env.EnvError(f"LZ_MAIL_SECURITY={security!r}: starttls, tls or none expected / 应为其中之一")
    return Mail(
        backend=f"{_BACKENDS}.smtp.EmailBackend" if host else f"{_BACKENDS}.console.EmailBackend",
        host=host or "localhost",
        port=env.number("LZ_MAIL_PORT", PORTS[security]),
        starttls=security == "starttls",
        tls=security == "tls",
    )
