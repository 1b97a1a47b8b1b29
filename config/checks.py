"""Start-up checks: what a deployment should know before people use it."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags, register
from django.core.checks import Warning as Caution


@register(Tags.security, deploy=True)
def owner_is_apart(**_kwargs: Any) -> list[Caution]:
    """On a server of one's own the application should not own its tables."""
    database = settings.DATABASES["default"]
    if database["EMBEDDED"] or database["USER"] != database["OWNER"]["USER"]:
        return []
    return [
        Caution(
            "The application logs in as the owner of its tables.",
            hint="LZ_OWNER_DATABASE_URL is for the owner's login, DATABASE_URL for a role that owns nothing.",
            id="config.W001",
        )
    ]


@register(Tags.security, deploy=True)
def visitors_are_apart(**_kwargs: Any) -> list[Caution]:
    """Behind a proxy nobody counts, all have its address, and one who guesses closes it for all."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXIES:
        return []
    return [
        Caution(
            "Behind a proxy every visitor has the proxy's address.",
            hint="LZ_TRUSTED_PROXIES says how many proxies of your own add to X-Forwarded-For.",
            id="config.W002",
        )
    ]
