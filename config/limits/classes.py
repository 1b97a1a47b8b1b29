"""What is counted together: looking at pages, searching, writing, taking files away."""

from django.http import HttpRequest

from config.limits.rates import FILES, PAGES, SEARCHES, WRITES

#: Parameters that make the database look for words.
_WORDS = ("q", "place", "search")
#: How the addresses end that hand out files.
_ENDINGS = ("/export/", "/file/", ".pdf", ".png", ".docx", ".xlsx", ".csv", ".ics", ".svg", ".json")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def class_of(request: HttpRequest) -> str:
    """Return what the request counts as."""
    if request.path.endswith(_ENDINGS) or request.path.startswith("/evidence/"):
        return FILES  # by POST too: the purpose is said, and the file leaves
    if request.method not in _SAFE:
        return WRITES
    if any(request.GET.get(name) for name in _WORDS):
        return SEARCHES
    return PAGES
