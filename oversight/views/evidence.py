"""Handing evidence out."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from oversight.models import Evidence
from privacy.exporting.attaching import attach


@require_GET
@login_required
def evidence(request, key):
    """Hand out the file, to be saved and never to be shown inside the site."""
    found = get_object_or_404(Evidence.objects.visible_to(request.user), key=key)
    answer = FileResponse(found.file.open("rb"), content_type=found.media_type)
    answer["Content-Length"] = found.size
    attach(answer, found.name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
