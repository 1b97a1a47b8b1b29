"""The single sign-on of the city, if it has one: an OpenID Connect provider named by the environment."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from config import env

#: How the provider is called in addresses.
PROVIDER = "sso"
_NEAR = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class SingleSignOn:
    """Where it is, who we are there, and which of its claims names our users; no address, no provider."""

    url: str
    client_id: str
    secret: str
    label: str
    claim: str

    def __bool__(self) -> bool:
        return bool(self.url)

    @property
    def origin(self) -> str:
        """Scheme, host and port: where the browser is sent."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def provider_id(self) -> str:
        """Return the name in our addresses."""
        return PROVIDER


def single_sign_on() -> SingleSignOn:
    """The provider of the environment; half of one, or one that can be listened to, is refused."""
    found = SingleSignOn(
        url=env.text("LZ_OIDC_URL").rstrip("/"),
        client_id=env.text("LZ_OIDC_CLIENT_ID"),
        secret=env.text("LZ_OIDC_SECRET"),
        label=env.text("LZ_OIDC_LABEL", "统一身份认证"),
        claim=env.text("LZ_OIDC_CLAIM"),
    )
    if found and not (found.client_id and found.secret):
        raise env.EnvError("LZ_OIDC_URL needs LZ_OIDC_CLIENT_ID and LZ_OIDC_SECRET / 三项要同时设置")
    parts = urlsplit(found.url)
    if found and parts.scheme != "https" and parts.hostname not in _NEAR:
        raise env.EnvError("LZ_OIDC_URL: https:// expected / 应当使用 https")
    return found


def provider_settings(found: SingleSignOn) -> dict[str, Any]:
    """What allauth wants to know."""
    if not found:
        return {"openid_connect": {"APPS": []}}
    app = {
        "provider_id": PROVIDER,
        "name": found.label,
        "client_id": found.client_id,
        "secret": found.secret,
        "settings": {"server_url": found.url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
