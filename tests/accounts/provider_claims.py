"""What the provider of the tests tells about its people."""

from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):
    """The number of the person, and the name people use."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        """Return what is said beside the number."""
        return {"preferred_username": request.user.username, "name": f"{request.user.username} (city)"}
