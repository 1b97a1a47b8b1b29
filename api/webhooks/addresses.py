"""Where a webhook may lead: not to this machine, nor into the network around it.

The server can reach what the person who registers an address cannot. So the name is looked up here, every
address it has must belong to the open internet, and the message is sent to one of those and to no other.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.http import is_same_domain
from django.utils.translation import gettext as _

#: Addresses of the old internet as networks that only know the new one write them (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    """An address as it is called: ``ip`` is what ``host`` was found to be."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def target_of(url: str) -> Target:
    """Return where the address leads.

    Raises:
        ValidationError: if it is none, or leads where webhooks may not.

    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()  # as the header of the request has to have it
    except ValueError as problem:
        raise ValidationError({"url": _("接收地址无法识别。")}) from problem
    schemes = ("https", "http") if settings.WEBHOOKS_INSIDE else ("https",)
    if parts.scheme not in schemes or not host:
        raise ValidationError({"url": _("接收地址应当以https://开头。")})
    if parts.username or parts.password or parts.fragment:
        raise ValidationError({"url": _("接收地址里不能有用户名、密码和“#”。")})
    if settings.WEBHOOK_HOSTS and not any(is_same_domain(host, one) for one in settings.WEBHOOK_HOSTS):
        raise ValidationError({"url": _("接收地址不在允许推送的范围内，请联系系统管理员。")})
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, _looked_up(host, port))


def _looked_up(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise ValidationError({"url": _("找不到“{host}”，请核对地址。").format(host=host)}) from problem
    addresses = [str(one[4][0]) for one in found]
    if not settings.WEBHOOKS_INSIDE and not all(map(is_open, addresses)):
        raise ValidationError({"url": _("接收地址不能在内部网络里。")})
    return addresses[0]


def is_open(address: str) -> bool:
    """Tell whether the address belongs to the open internet, also where it hides in one of IPv6.

    >>> is_open("93.184.216.34"), is_open("127.0.0.1"), is_open("::ffff:10.0.0.1"), is_open("169.254.169.254")
    (True, False, False, False)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if inner is not None:
        return is_open(str(inner))
    return found.is_global and not found.is_multicast
