"""A form that is sent twice counts once."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse

from accounts.models import SubmittedForm
from accounts.sending.once import FIELD, claim, fingerprint, leads_to, settle

#: The door counts for itself, and what it does cannot be done twice.
THE_DOOR = ("/sign-in/", "/sign-out/", "/security/", "/password/", "/language/")
#: Programs have keys of their own for that, and what they send is no form: it is left unread.
_THE_API = "/api/"
#: Stands beside the door and makes rows: what other programs come in with, and where they are told.
_OF_PROGRAMS = ("/security/tokens/", "/security/webhooks/", "/security/deliveries/")
#: The longest token that makes sense.
_LONGEST = 100


class SeeOther(HttpResponseRedirect):
    """Look there for what became of it."""

    status_code = HTTPStatus.SEE_OTHER


class OnceMiddleware:
    """Do what a form asks in one transaction with the claim that it was sent; answer a repetition as before.

    Without a token (a script's) nothing is claimed. What the database stopped, or we did wrong, is rolled
    back with its claim.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the view, or of the time before."""
        if not _has_token(request):
            return self.get_response(request)
        with transaction.atomic():
            claimed = claim(request.user, fingerprint(request))
            if not claimed.is_first:
                return _again(claimed.row)
            answer = self.get_response(request)
            _end(claimed.row, answer)
        return answer


def _is_door(path: str) -> bool:
    return path.startswith((*THE_DOOR, _THE_API)) and not path.startswith(_OF_PROGRAMS)


def _has_token(request: HttpRequest) -> bool:
    if request.method != "POST" or _is_door(request.path) or not request.user.is_authenticated:
        return False
    return 0 < len(request.POST.get(FIELD, "")) <= _LONGEST


def _end(row: SubmittedForm, answer: HttpResponseBase) -> None:
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status_code == HTTPStatus.CONFLICT:
        transaction.set_rollback(True)
        return
    address = leads_to(answer)
    if address and not _is_door(address):
        settle(row, answer, address)
    else:
        row.delete()


def _again(row: SubmittedForm) -> HttpResponse:
    return SeeOther(row.address or "/") if row.told is None else JsonResponse(row.told, safe=False)
