"""The way to take a change back, wherever a change is shown."""

from typing import Any

from django import template
from django.urls import reverse

from governance.models import ChangeSet
from governance.presentation.undoing import may_undo

register = template.Library()


@register.inclusion_tag("governance/_undo_link.html", takes_context=True)
def undo_link(context: Any, change: ChangeSet) -> dict[str, Any]:
    """Offer to take the change back to who may, else say why not; say that it was taken back."""
    undone = ChangeSet.objects.filter(undoes=change).first()
    verdict = may_undo(context["request"].user, change)
    allowed = undone is None and verdict
    return {
        "change": change,
        "undone": undone,
        "url": reverse("governance:change_undoing", args=[change.pk]) if allowed else "",
        "reason": verdict.reason if change.decides else "",
    }
