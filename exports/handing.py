"""The one place where files leave: whatever has to be asked, noted or refused before, is so here."""

from typing import Any, BinaryIO
from urllib.parse import quote

from django.http import FileResponse, HttpRequest

from audit.events import with_people


def hand_out(
    request: HttpRequest, file: BinaryIO, *, name: str, media_type: str, people: int, size: int | None = None
) -> Any:
    """Return the answer that hands the open file to who asked; it is closed with the answer.

    Args:
        request: of whom, for which address.
        file: what leaves, open for reading.
        name: what it is called where it is saved.
        media_type: what it is.
        people: how many people it tells of; on record with the download.
        size: its bytes, where they are known.

    """
    answer = FileResponse(file, content_type=media_type)
    if size is not None:
        answer["Content-Length"] = size
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return with_people(answer, people)
