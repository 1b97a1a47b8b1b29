"""Put a line on a finished file, by its kind."""

from collections.abc import Sequence
from typing import IO

from privacy.exporting.stamping.pdf import pdf_stamped
from privacy.exporting.stamping.word import word_stamped
from privacy.exporting.stamping.workbook import workbook_stamped

_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{_OFFICE}.wordprocessingml.document"
WORKBOOK = f"{_OFFICE}.spreadsheetml.sheet"
PDF = "application/pdf"


def stamped(file: IO[bytes], media_type: str, line: str, explained: Sequence[tuple[str, str]]) -> IO[bytes]:
    """Return the file with the line in head and foot of its pages, at its beginning.

    A workbook gets a sheet that explains it as well. Kinds without pages come back as they are: their
    fingerprint is on record.
    """
    if media_type == PDF:
        return pdf_stamped(file, line)
    if media_type == WORD:
        return word_stamped(file, line)
    if media_type == WORKBOOK:
        return workbook_stamped(file, line, explained)
    return file
