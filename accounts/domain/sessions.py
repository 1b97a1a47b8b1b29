"""The sessions of a user: each place where somebody is signed in."""

from allauth.usersessions.models import UserSession

from accounts.models import User


def sessions_of(user: User) -> list[UserSession]:
    """Return the sessions that still live, the latest first; the others are cleared away."""
    found = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda one: one.last_seen_at, reverse=True)


def sessions_end(user: User, *, but: str | None = "") -> int:
    """End all sessions of the user, except the one with the key ``but``; return how many there were."""
    ended = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in ended:
        session.end()
    return len(ended)
