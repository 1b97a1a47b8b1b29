"""The place a page of exports is about; what nobody may take away is refused with the reason."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from exports.places import Place
from exports.products import PRODUCTS, Product
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import visible_school


def school_place(request: HttpRequest, code: str) -> Place:
    """Return the school; to strangers it does not exist.

    Raises:
        PermissionDenied: if the user sees it and may not take its data away.

    """
    return _allowed(Place(visible_school(request, code), request.user))


def jurisdiction_place(request: HttpRequest, code: str) -> Place:
    """Return the jurisdiction, as ``school_place`` does the school."""
    return _allowed(Place(get_object_or_404(visible_jurisdictions(request.user), code=code), request.user))


def asked_product(place: Place, key: str) -> Product:
    """Return the product with this key.

    Raises:
        Http404: if there is none for the place.

    """
    product = PRODUCTS.get(key)
    if product is None or not product.fits(place):
        raise Http404
    return product


def _allowed(place: Place) -> Place:
    verdict = place.verdict
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return place
