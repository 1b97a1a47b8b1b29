"""What a form carries besides its fields: a token of its own, and what it showed when it was drawn.

``csrf_token`` has the name of Django's tag and is loaded everywhere, so that no form that is sent by POST, of
ours or of a library, can be without a token.
"""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from accounts.sending.drawn import differences, snapshot
from accounts.sending.once import FIELD, new_token

register = template.Library()


class TokensNode(CsrfTokenNode):
    """Both hidden fields."""

    def render(self, context: Any) -> str:
        """Return the fields; nothing where Django gives no token."""
        csrf = super().render(context)
        if not csrf:
            return csrf
        return csrf + format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())


@register.tag
def csrf_token(_parser: Any, _token: Any) -> TokensNode:
    """Render the hidden fields of a form."""
    return TokensNode()


@register.inclusion_tag("accounts/_drawn.html")
def drawn(form: Any) -> dict[str, Any]:
    """Let the form remember what it showed; after a conflict, let the person choose field by field."""
    return {"snapshot": snapshot(form), "differences": differences(form)}
