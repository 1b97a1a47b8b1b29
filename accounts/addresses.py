"""Where a request comes from, as far as it can be believed."""

import ipaddress

from django.http import HttpRequest

from audit.addresses import address_of

#: A household or an office has a whole network of these.
_V6_NETWORK = 64
UNKNOWN = "0.0.0.0"  # noqa: S104 -- stands for no address, nothing listens here


def client_address(request: HttpRequest | None) -> str:
    """Return the address of the visitor as the audit knows it, ``0.0.0.0`` if there is none."""
    return UNKNOWN if request is None else _valid(address_of(request))


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
