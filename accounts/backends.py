"""The only place where a password lets somebody in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from accounts.addresses import client_network
from accounts.domain.guesses import guess_was_right, password_guess
from accounts.domain.users import user_named
from accounts.models import User


class DoorBackend(ModelBackend):
    """Counts a guess before it hashes; unknown names cost as much time as wrong passwords."""

    @sensitive_variables("password")
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """Return the user, or None whatever the reason is."""
        if not username or password is None:
            return None
        guess = password_guess(username, client_network(request))
        if guess is None:
            return None
        user = user_named(username)
        if user is None:
            User().set_password(password)
            return None
        if not (user.check_password(password) and self.user_can_authenticate(user)):
            return None
        guess_was_right(guess)
        return user
