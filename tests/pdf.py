"""What a PDF says."""

from typing import Any

import pypdfium2


def pdf_pages(made: Any) -> list[str]:
    """Return what stands on each page, line by line."""
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_range() for page in document]
