"""变更推送: one's own webhooks, and what was sent to them."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from api.forms.webhooks import WebhookForm
from api.models import Delivery, Webhook
from api.webhooks.keeping import (
    delivery_again,
    webhook_register,
    webhook_remove,
    webhook_renew,
    webhook_switch,
)
from oversight.views.refusals import put_on

UNPROCESSABLE, PAGE_SIZE = 422, 50


@require_safe
@login_required
def webhooks(request: HttpRequest) -> HttpResponse:
    """List one's webhooks, with the form for another."""
    return _page(request, WebhookForm(user=request.user))


@require_POST
@never_cache
@reauthentication_required(app="allauth.mfa")
def webhook_new(request: HttpRequest) -> HttpResponse:
    """Register a webhook and show its secret, this once."""
    form = WebhookForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            made, secret = webhook_register(user=request.user, **form.cleaned_data)
        except ValidationError as problem:
            put_on(form, problem)
        else:
            return _secret(request, made, secret)
    return _page(request, form, status=UNPROCESSABLE)


@require_safe
@login_required
def webhook(request: HttpRequest, number: int) -> HttpResponse:
    """Show a webhook and what was sent to it."""
    found = _own(request, number)
    page = Paginator(found.deliveries.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    may_repeat = found.is_active and not found.is_over
    return render(request, "api/webhook.html", {"webhook": found, "page": page, "may_repeat": may_repeat})


@require_POST
@never_cache
@reauthentication_required(app="allauth.mfa")
def webhook_renewed(request: HttpRequest, number: int) -> HttpResponse:
    """Give a webhook a new secret and show it, this once."""
    found = _own(request, number)
    return _secret(request, found, webhook_renew(webhook=found))


#: What a button does, and what is said afterwards.
_DEEDS: dict[str, tuple[Callable[[Webhook], None], object]] = {
    "on": (lambda row: webhook_switch(webhook=row, is_active=True), gettext_lazy("推送已经启用。")),
    "off": (lambda row: webhook_switch(webhook=row, is_active=False), gettext_lazy("推送已经暂停。")),
    "remove": (lambda row: webhook_remove(webhook=row), gettext_lazy("推送已经删除。")),
}


@require_POST
@login_required
def webhook_act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Switch a webhook on or off, or take it away."""
    found = _own(request, number)
    if act not in _DEEDS:
        raise Http404
    do, said = _DEEDS[act]
    do(found)
    messages.success(request, str(said))
    return redirect("api:webhooks") if act == "remove" else redirect("api:webhook", number)


@require_POST
@login_required
def delivery_repeat(request: HttpRequest, number: int) -> HttpResponse:
    """Have a message sent once more."""
    found = get_object_or_404(Delivery, webhook__user=request.user, pk=number)
    delivery_again(delivery=found)
    messages.success(request, _("消息会在一分钟内重新发送。"))
    return redirect("api:webhook", found.webhook_id)


def _secret(request: HttpRequest, row: Webhook, secret: str) -> HttpResponse:
    answer = render(request, "api/webhook_secret.html", {"webhook": row, "secret": secret})
    answer.leads_to = reverse("api:webhook", args=[row.pk])  # for whoever sends it again
    return answer


def _own(request: HttpRequest, number: int) -> Webhook:
    rows = Webhook.objects.filter(user=request.user).select_related("school", "jurisdiction", "user")
    return get_object_or_404(rows, pk=number)


def _page(request: HttpRequest, form: WebhookForm, *, status: int = 200) -> HttpResponse:
    rows = Webhook.objects.filter(user=request.user).select_related("school", "jurisdiction", "user")
    return render(request, "api/webhooks.html", {"webhooks": rows, "form": form}, status=status)
