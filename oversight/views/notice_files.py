"""A notice as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from governance.views.handing_out import attach
from oversight.notices.letter import letter_of
from oversight.notices.pdf import letter_pdf
from oversight.notices.word import letter_docx
from oversight.views.notices import visible_notice

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@login_required
def notice_docx(request, pk):
    """Hand the notice out as Word."""
    letter = letter_of(visible_notice(request, pk))
    return _file(letter_docx(letter), WORD, f"{letter.name}.docx")


@require_safe
@login_required
def notice_pdf(request, pk):
    """Hand the notice out as PDF."""
    letter = letter_of(visible_notice(request, pk))
    return _file(letter_pdf(letter), "application/pdf", f"{letter.name}.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    attach(answer, name)
    answer["Cache-Control"] = "no-store"
    return answer
