"""Tokens, what was answered under a key, and webhooks; one noun a file."""

from api.models.api_token import ApiToken
from api.models.delivery import Delivery
from api.models.happening import Happening
from api.models.kept_answer import KeptAnswer
from api.models.token_count import TokenCount
from api.models.webhook import Webhook

__all__ = ["ApiToken", "Delivery", "Happening", "KeptAnswer", "TokenCount", "Webhook"]
