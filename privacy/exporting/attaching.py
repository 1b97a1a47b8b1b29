"""What a file is called that people take away."""

import re

from django.http import HttpResponseBase
from django.utils.http import content_disposition_header

#: What leads into another folder, or some system does not have in a name; half a character too.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_LONGEST = 120


def file_name(name: str) -> str:
    """Return the name as a file may be called on any system; its ending stays."""
    plain = _NOT_IN_NAMES.sub("_", name).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: _LONGEST - len(ending)]}.{ending}" if dot and stem else plain[:_LONGEST]


def attach(answer: HttpResponseBase, name: str) -> None:
    """Have the browser save the answer under the name."""
    answer.headers["Content-Disposition"] = content_disposition_header(True, file_name(name))
