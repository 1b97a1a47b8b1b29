"""A telephone for tests: it shows the code of now, or of another step."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import encrypt

PASSWORD = "demo-password"


def telephone(user):
    """Set a second factor up for the user, without recovery codes; return the secret."""
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(secret)})
    return secret


def code(secret, steps=0):
    """Return the code of the secret, so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, user, password=PASSWORD, **more):
    """Send the form of the door."""
    return client.post("/sign-in/", {"username": user.username, "password": password, **more})


def secret_on(page):
    """Return the secret a page shows."""
    return re.search(r'class="secret">([A-Z2-7]+)<', page).group(1)
