"""接口令牌: one's own tokens, made and revoked; the secret is shown once."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from api.domain.tokens import token_issue, token_revoke
from api.forms.tokens import TokenForm
from api.models import ApiToken

UNPROCESSABLE = 422


@require_safe
@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens, with the form for another."""
    return _page(request, TokenForm(today=timezone.localdate()))


@require_POST
@never_cache
@reauthentication_required(app="allauth.mfa")
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    today = timezone.localdate()
    form = TokenForm(request.POST, today=today)
    if form.is_valid():
        try:
            token, secret = token_issue(user=request.user, today=today, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            answer = render(request, "api/token.html", {"token": token, "secret": secret})
            answer.leads_to = reverse("api:tokens")  # for whoever sends it again
            return answer
    return _page(request, form, status=UNPROCESSABLE)


@require_POST
@login_required
def token_end(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke one of one's tokens."""
    token = get_object_or_404(ApiToken, user=request.user, pk=number)
    token_revoke(token=token)
    messages.success(request, _("令牌“%(name)s”已经停用。") % {"name": token.name})
    return redirect("api:tokens")


def _page(request: HttpRequest, form: TokenForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    found = [(token, token.is_over(today)) for token in ApiToken.objects.filter(user=request.user)]
    return render(request, "api/tokens.html", {"tokens": found, "form": form}, status=status)
