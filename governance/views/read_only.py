"""Nothing is written while somebody looks at another day than today, whichever page it comes from."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from governance.views.answers import UNPROCESSABLE, wants_data
from governance.views.days import past_refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Says the refusal itself, on the form with everything that was typed.
SAYS_ITSELF = frozenset({"governance:school_action"})
#: A POST with a reason or a purpose that writes nothing to the register: what is asked for is shown or
#: handed out.
WRITES_NOTHING = frozenset(
    f"governance:{name}"
    for name in (
        "change",
        "jurisdiction_export",
        "person_timeline",
        "school_chart",
        "school_export",
        "school_pdf",
        "school_png",
    )
)


class ReadOnlyMiddleware:
    """Refuse what would write to the register from a page of another day.

    The desk, signing in and the language have no day and are left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer of the view, or the refusal of ``process_view``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, arguments, names) -> HttpResponse | None:
        """Return the refusal, None to go on."""
        match = request.resolver_match
        if (
            request.method in SAFE
            or match.namespace != "governance"
            or match.view_name in SAYS_ITSELF | WRITES_NOTHING
        ):
            return None
        problem = past_refusal(request) if request.user.is_authenticated else None
        if problem is None:
            return None
        if wants_data(request):
            return JsonResponse({"message": problem.message}, status=UNPROCESSABLE)
        context = {"problem": problem.message}
        return render(request, "governance/read_only.html", context, status=UNPROCESSABLE)
