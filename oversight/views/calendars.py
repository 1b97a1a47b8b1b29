"""Handing the calendar out to programs that know its secret address."""

import hashlib

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.places import PlacesOf
from oversight.calendars.feeds import feed_owner
from oversight.calendars.writing import calendar_of
from oversight.digests.preferences import preference_of
from schools.row_security.scope import Scope, within


@require_safe
def calendar(request, token):
    """Hand out the owner's calendar as of now; a program that has it already is told so."""
    owner = feed_owner(token)
    if owner is None:
        raise Http404
    scope = Scope(places=PlacesOf(lambda: owner))
    with override(preference_of(owner).language), within(scope):
        content = calendar_of(owner)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="liangzhu.ics"'
    answer["Cache-Control"] = "private, max-age=900"
    answer["ETag"] = etag
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer)
