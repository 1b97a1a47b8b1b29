"""A form counts once: sent again, by impatience or because its answer was lost, it leads to the same place.

The token of a form is drawn with it. What was sent is claimed by writing its fingerprint in the transaction
that does the work, so that both stay or neither: whoever comes at the same time waits for the first at the
unique index. A form that was refused may be sent again, and so may one that was filled in differently.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import get_random_string

from accounts.models import SubmittedForm

#: The hidden field of a form.
FIELD = "form_token"
TOKEN_LENGTH = 22
#: Nobody sends a form again later than this.
KEPT = timedelta(days=2)
#: Differs each time although the same was sent.
_APART = frozenset({"csrfmiddlewaretoken"})
#: The longest answer that is kept for a script.
_LONGEST = 100_000


def new_token() -> str:
    """Return the token of a form that is being drawn."""
    return get_random_string(TOKEN_LENGTH)


def fingerprint(request: HttpRequest) -> str:
    """Return what identifies that this was sent: token, address, fields and files."""
    digest = hashlib.sha256()
    for part in _parts(request):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    yield request.get_full_path().encode("utf-8", "surrogatepass")
    for name in sorted(request.POST.keys() - _APART):
        for text in (name, *request.POST.getlist(name), ""):
            yield text.encode("utf-8", "surrogatepass")
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield f"{name}/{file.name}/{file.size}".encode("utf-8", "surrogatepass")
            yield from file.chunks()
            file.seek(0)


@dataclass(frozen=True)
class Claim:
    """A form that was claimed; ``is_first`` tells whether it counts, or did before."""

    row: SubmittedForm
    is_first: bool


def claim(user: Any, digest: str) -> Claim:
    """Claim a form inside the transaction that does its work; wait for whoever has claimed it."""
    row, is_first = SubmittedForm.objects.get_or_create(user=user, digest=digest)
    return Claim(row, is_first)


def settle(row: SubmittedForm, answer: HttpResponseBase, address: str) -> None:
    """Keep where the answer of a form led that did something."""
    row.address = address
    if isinstance(answer, HttpResponse) and _is_data(answer) and len(answer.content) <= _LONGEST:
        row.told = json.loads(answer.content)
    row.save(update_fields=["address", "told"])


def leads_to(answer: HttpResponseBase) -> str:
    """Return where the answer of a form leads that did something; nothing for one that did not.

    A page in answer to a form is the form again, unless its view named a place (``leads_to``): such as
    where a first password is shown this once.
    """
    named = getattr(answer, "leads_to", "")
    if named or answer.status_code in (301, 302, 303):
        return named or answer["Location"]
    if answer.status_code in (200, 201) and isinstance(answer, HttpResponse) and _is_data(answer):
        told = json.loads(answer.content)
        return str(told.get("url", "/")) if isinstance(told, dict) else "/"
    return ""


def _is_data(answer: HttpResponse) -> bool:
    """Tell whether a script reads it: a file that leaves is on record each time, and never kept here."""
    is_json = answer.get("Content-Type", "").startswith("application/json")
    return is_json and not answer.has_header("Content-Disposition")


def forms_forget(now: datetime) -> int:
    """Remove what nobody sends again; return how many."""
    return SubmittedForm.objects.filter(sent_at__lt=now - KEPT).delete()[0]
