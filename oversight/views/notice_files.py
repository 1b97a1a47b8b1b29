"""A notice as a file: an official paper of one school, which nothing is written on."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from governance.choices import SubjectKind
from oversight.models import Notice
from oversight.notices.letter import letter_of
from oversight.notices.pdf import letter_pdf
from oversight.notices.word import letter_docx
from oversight.views.notices import visible_notice
from privacy.exporting import Offer, handed_out
from privacy.exporting.stamping import WORD

TAKING = ["GET", "HEAD", "POST"]


@require_http_methods(TAKING)
@login_required
def notice_docx(request, pk):
    """Hand the notice out as Word."""
    return _file(request, visible_notice(request, pk), letter_docx, WORD, "docx")


@require_http_methods(TAKING)
@login_required
def notice_pdf(request, pk):
    """Hand the notice out as PDF."""
    return _file(request, visible_notice(request, pk), letter_pdf, "application/pdf", "pdf")


def _file(request, notice: Notice, made, media_type: str, ending: str) -> HttpResponse:
    letter = letter_of(notice)
    people = notice.items.filter(finding__subject_kind=SubjectKind.ASSIGNMENT).count()
    name = f"{letter.name}.{ending}"
    offer = Offer(
        notice.school, people, name, media_type, lambda _line: made(letter), asks=False, is_plain=True
    )
    with transaction.atomic():
        return handed_out(request, offer)
