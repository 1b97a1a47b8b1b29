"""Where a request comes from."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address of the visitor.

    ``X-Forwarded-For`` is believed only as far as there are trusted proxies: each adds the address it was
    asked from at the end, and what stands further left anybody can have written.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    trusted = settings.TRUSTED_PROXIES
    if not trusted:
        return direct
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if len(told) < trusted:
        return direct
    try:
        return str(ip_address(told[-trusted]))
    except ValueError:
        return direct
