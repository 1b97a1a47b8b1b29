"""Where a request comes from, as far as it can be believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

#: A household or an office has a whole network of these.
_V6_NETWORK = 64
UNKNOWN = "0.0.0.0"  # noqa: S104 -- stands for no address, nothing listens here


def client_address(request: HttpRequest | None) -> str:
    """Return the address of the visitor, ``0.0.0.0`` if there is none.

    `X-Forwarded-For` counts only from the right and only as far as there are proxies of our own
    (``LZ_TRUSTED_PROXIES``): what stands further left, visitors write themselves.
    """
    if request is None:
        return UNKNOWN
    own_proxies = settings.TRUSTED_PROXIES
    named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    address = request.META.get("REMOTE_ADDR", "")
    if own_proxies and len(named) >= own_proxies:
        address = named[-own_proxies]
    return _valid(address)


def client_network(request: HttpRequest | None) -> str:
    """Return what guesses from one place are counted under: the address, of IPv6 the network."""
    address = ipaddress.ip_address(client_address(request))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, _V6_NETWORK), strict=False))


def _valid(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return UNKNOWN
    return str(getattr(found, "ipv4_mapped", None) or found)
