"""What is believed of the single sign-on: what it signed itself, and said under the name it is known by."""

from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

#: Signatures by a key that only the provider has; the secret we share with it signs nothing.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class CityAdapter(OpenIDConnectOAuth2Adapter):
    """Asks as the library does and believes less.

    The library leaves the signature of an ID token alone when the token came straight from the provider, and
    takes whatever name the provider's description gives itself.
    """

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's description of itself.

        Raises:
            OAuth2Error: if it is that of another provider.

        """
        found: dict[str, Any] = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC.url:
            raise OAuth2Error("the description is that of another provider")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **names: Any) -> Any:
        """Return who came, as the signed token and the provider's answer say alike.

        Raises:
            OAuth2Error: if there is no token that is signed, or the two speak of different people.

        """
        said = self._decode_id_token(app, names["response"].get("id_token") or "")
        told = self._fetch_user_info(token.token)
        if said.get("sub") != told.get("sub"):
            raise OAuth2Error("token and answer are about different people")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": told, "id_token": said})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Return what the token says, which is signed by the provider, for us, and not over."""
        self._require_signature(id_token)
        return super()._decode_id_token(app, id_token)

    def _require_signature(self, id_token: str) -> None:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            key = _key_of(jwt.PyJWKSet.from_dict(answer.json()), jwt.get_unverified_header(id_token))
            algorithms = [name for name in ALGORITHMS if name == key.algorithm_name]
            jwt.decode(id_token, key.key, algorithms, options={"verify_aud": False})
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error("the token is not signed by the provider") from problem


def _key_of(keys: jwt.PyJWKSet, header: dict[str, Any]) -> jwt.PyJWK:
    """Return the key the token names; the only one needs no name."""
    if "kid" not in header and len(keys.keys) == 1:
        return keys.keys[0]
    return keys[header["kid"]]


@login_not_required
def away(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider."""
    return _with_it(OAuth2LoginView, request, provider_id)


@login_not_required
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider answered."""
    return _with_it(OAuth2CallbackView, request, provider_id)


def _with_it(view: type[Any], request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let the library's view speak with the provider; where that fails, say so in our words."""
    adapter = CityAdapter(request, provider_id)
    try:
        return view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    except (OAuth2Error, RequestException) as problem:
        return render_authentication_error(request, adapter.get_provider(), exception=problem)
