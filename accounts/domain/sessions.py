"""The sessions of a user: each place where somebody is signed in."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.clock import clock_start
from accounts.models import User

#: What browsers and systems say of themselves, and what people call them; the first that fits counts.
_BROWSERS = (
    ("Edg", "Edge"),
    ("QQBrowser", "QQ"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def session_open(user: User) -> SessionStore:
    """Return a session of the user that began without the door: for programs of ours that look at pages."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    clock_start(session, user)
    session.save()
    return session


def sessions_of(user: User) -> list[UserSession]:
    """Return the sessions that still live, the latest first; the others are cleared away."""
    found = UserSession.objects.purge_and_list(user)
    for session in found:
        session.device = device_of(session.user_agent)
    return sorted(found, key=lambda one: one.last_seen_at, reverse=True)


def device_of(user_agent: str) -> str:
    """Return browser and system in the words of people, or what the browser said if it is none we know.

    >>> device_of("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/150.0 Safari/537.36 Edg/150.0")
    'Edge · Windows'
    """
    named = (
        next((name for sign, name in known if sign in user_agent), None) for known in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, named)) or user_agent


def sessions_end(user: User, *, but: str | None = "") -> int:
    """End all sessions of the user, except the one with the key ``but``; return how many there were."""
    ended = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in ended:
        session.end()
    return len(ended)
