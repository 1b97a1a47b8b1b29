"""Answer a request for a file: with the question what it is for, with the answer to wait, with the file."""

import hashlib
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from audit.events import with_people
from privacy.choices import ExportState, Purpose
from privacy.exporting.attaching import attach
from privacy.exporting.deciding import export_ask, export_take, is_expired, why_not
from privacy.exporting.offer import Content, Offer, asked_of
from privacy.exporting.stamping import stamped
from privacy.exporting.wording import explanation, stamp_line
from privacy.forms.exports import PurposeForm
from privacy.models import DataExport
from privacy.rights import needs_approval

UNPROCESSABLE = 422


def handed_out(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Return the answer to a request for the file; the caller has made sure that the user may have it.

    A GET shows how many people are in the file and asks what for, a POST with the purpose hands it out, or
    lets it wait for a second person. The file carries who took it away, when, and the number under which
    that is kept. Small papers that do not ask are handed out by a GET.
    """
    if not offer.asks and not needs_approval(offer.people):
        return _left(request, _asked(request, offer, Purpose.WORK, ""), offer)
    if request.method != "POST":
        return _question(request, offer, PurposeForm(initial={"purpose": Purpose.WORK}))
    if number := request.POST.get("number"):
        return _approved(request, offer, number)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _question(request, offer, form, status=UNPROCESSABLE)
    export = _asked(request, offer, form.cleaned_data["purpose"], form.cleaned_data["note"])
    if export.needs_approval:
        messages.success(request, _("已提交，经另一人批准后可以在这里下载。"))
        return redirect("privacy:export", number=export.number)
    return _left(request, export, offer)


def _asked(request: HttpRequest, offer: Offer, purpose: str, note: str) -> DataExport:
    route, arguments = asked_of(request.resolver_match)
    return export_ask(
        user=request.user,
        place=offer.place,
        people=offer.people,
        purpose=purpose,
        note=note,
        route=route,
        arguments=arguments,
        filters=dict(request.GET.lists()),
    )


def _approved(request: HttpRequest, offer: Offer, number: str) -> HttpResponse:
    export = get_object_or_404(_own(request), number=number)
    problem = why_not(export, offer.people)
    if problem:
        messages.error(request, problem)
        return redirect("privacy:export", number=export.number)
    return _left(request, export, offer)


def _own(request: HttpRequest) -> Any:
    """Return the user's own wishes for this very file."""
    route, arguments = asked_of(request.resolver_match)
    seen = DataExport.objects.visible_to(request.user).filter(user=request.user)
    return seen.filter(route=route, arguments=arguments, filters=dict(request.GET.lists()))


def _question(request: HttpRequest, offer: Offer, form: PurposeForm, status: int = 200) -> HttpResponse:
    open_states = (ExportState.WAITING, ExportState.APPROVED)
    pending = _own(request).filter(needs_approval=True, state__in=open_states)
    context = {
        "offer": offer,
        "form": form,
        "waits": needs_approval(offer.people),
        "pending": [one for one in pending if not is_expired(one)],
    }
    return render(request, "privacy/purpose.html", context, status=status)


def _left(request: HttpRequest, export: DataExport, offer: Offer) -> HttpResponse:
    """Write the file, put its fingerprint on record, hand it out."""
    line = stamp_line(export)
    content = offer.write(line)
    file = _written(content)
    if not (offer.is_stamped or offer.is_plain):
        file = stamped(file, offer.media_type, line, explanation(export))
    sha256, size = hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    file.seek(0)
    try:
        export_take(export=export, file_name=offer.name, sha256=sha256, size=size, people=offer.people)
    except ValidationError as problem:
        file.close()
        messages.error(request, " ".join(problem.messages))
        return redirect("privacy:export", number=export.number)
    answer = _answer(file, offer.media_type, is_small=isinstance(content, bytes))
    answer["Content-Length"] = size
    attach(answer, offer.name)
    answer["X-Export-Number"] = export.number
    return with_people(answer, offer.people)


def _answer(file: IO[bytes], media_type: str, *, is_small: bool) -> HttpResponse | FileResponse:
    """Return the file whole where it was made whole, else piece by piece."""
    if not is_small:
        return FileResponse(file, content_type=media_type)
    with file:
        return HttpResponse(file.read(), content_type=media_type)


def _written(content: Content) -> IO[bytes]:
    """Return the content as a file that is gone when it is closed."""
    file = TemporaryFile()  # noqa: SIM115 -- the answer closes it
    pieces: Iterable[Any] = [content] if isinstance(content, bytes) else content
    for piece in pieces:
        file.write(piece.encode() if isinstance(piece, str) else piece)
    if hasattr(content, "close"):
        content.close()
    file.seek(0)
    return file
