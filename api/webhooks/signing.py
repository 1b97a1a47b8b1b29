"""The secret of a webhook, and what it signs."""

import hmac
import secrets
from hashlib import sha256

from django.utils.crypto import salted_hmac

from api.models import Webhook

#: Receivers refuse what is older: a message that somebody kept is not told again.
HEADER = "Liangzhu-Signature"


def new_salt() -> str:
    """Return what a new secret is made from."""
    return secrets.token_hex(16)


def secret_of(webhook: Webhook) -> str:
    """Return the secret: made from the key of the site and the salt, so that a copy of the database has none.

    A new key of the site gives every webhook a new secret.
    """
    return "lzw_" + salted_hmac("api.webhooks", webhook.salt, algorithm="sha256").hexdigest()


def signature(secret: str, body: bytes, at: int) -> str:
    """Return the header: the time of sending in seconds, and HMAC-SHA256 of time, a full stop and the body.

    >>> signature("lzw_demo", b"{}", 1767225600)
    't=1767225600,v1=9928156bf087bfc22d59d249b1f46494f152c812ec38800b6b518eeef6ebd45b'
    """
    told = f"{at}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), told, sha256).hexdigest()}"
