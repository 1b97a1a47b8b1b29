"""A line in head and foot of a Word file."""

from tempfile import TemporaryFile
from typing import IO

from docx import Document
from docx.shared import Pt, RGBColor

_SIZE, _QUIET = Pt(8), RGBColor(0x57, 0x60, 0x6A)


def word_stamped(file: IO[bytes], line: str) -> IO[bytes]:
    """Return the document with the line in head and foot of every section."""
    document = Document(file)
    for section in document.sections:
        parts = [section.header, section.footer]
        if section.different_first_page_header_footer:
            parts += [section.first_page_header, section.first_page_footer]
        for part in parts:
            run = part.add_paragraph().add_run(line)
            run.font.size, run.font.color.rgb = _SIZE, _QUIET
    stamped = TemporaryFile()  # noqa: SIM115 -- the answer closes it
    document.save(stamped)
    file.close()
    stamped.seek(0)
    return stamped
