"""Exports made in the background: a line of the list, the file, and what is done with them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exports.choices import OrderState
from exports.models import Order
from exports.orders.ordering import order_cancel, order_remove, order_resume
from exports.orders.progress import progress_of
from exports.orders.running import want_of
from exports.places import Place
from exports.products import PRODUCTS
from exports.views.pages import address
from privacy.exporting import Offer, handed_out

_ACTIONS = {"cancel": order_cancel, "resume": order_resume, "remove": order_remove}


@require_GET
@login_required
def order_row(request: HttpRequest, key: Any) -> Any:
    """Show one line of the list again, while the export is under way."""
    order = get_object_or_404(_own(request), key=key)
    return render(request, "exports/_order_row.html", {"row": progress_of(order)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def order_file(request: HttpRequest, key: Any) -> Any:
    """Hand the file out."""
    order = get_object_or_404(_own(request), key=key, state=OrderState.DONE)
    place = Place(order.scope, request.user)
    if not place.verdict:
        raise PermissionDenied(place.verdict.reason)
    product, want = PRODUCTS[order.product], want_of(order)
    offer = Offer(
        place.scope,
        order.people,
        product.file_name(place, want),
        product.form(want.ending).media_type,
        lambda _line: order.file.open("rb"),
        asks=order.people > 0,
    )
    with transaction.atomic():
        return handed_out(request, offer)


@require_POST
@login_required
def order_act(request: HttpRequest, key: Any, action: str) -> Any:
    """Call the export off, let it begin anew, or throw it away."""
    order = get_object_or_404(_own(request), key=key)
    if action not in _ACTIONS:
        raise Http404
    try:
        _ACTIONS[action](order=order)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(address(Place(order.scope, request.user)))


def _own(request: HttpRequest) -> Any:
    return Order.objects.visible_to(request.user).select_related("school__jurisdiction", "jurisdiction")
