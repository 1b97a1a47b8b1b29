"""The manual as a page: `docs/manual.zh.md`, which people also read as a file."""

from functools import cache
from pathlib import Path

import markdown
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

MANUAL = Path(settings.BASE_DIR) / "docs" / "manual.zh.md"
#: Where the pictures of the manual lie beside it, and how the site calls that folder.
PICTURES, SERVED_AS = "img/manual/", "manual/"


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """Show the manual, whoever asks: signing in is explained in it."""
    contents, text = rendered()
    return render(request, "manual/manual.html", {"contents": contents, "text": text})


@cache
def rendered() -> tuple[SafeString, SafeString]:
    """Return the table of contents and the text as HTML; the file is ours, nobody else writes in it."""
    converter = markdown.Markdown(extensions=["attr_list", "tables", "toc"], output_format="html")
    text = converter.convert(MANUAL.read_text())
    for name in picture_names():
        text = text.replace(f'src="{PICTURES}{name}"', f'src="{static(SERVED_AS + name)}"{_size(name)}')
    return mark_safe(converter.toc), mark_safe(text)  # noqa: S308 -- see above


def _size(name: str) -> str:
    """Return the width and height of a picture, so that no chapter moves away when the ones above arrive."""
    file = MANUAL.parent / PICTURES / name
    if not file.is_file():
        return ""
    with file.open("rb") as picture:
        head = picture.read(24)
    return f' width="{int.from_bytes(head[16:20])}" height="{int.from_bytes(head[20:24])}"'


def picture_names() -> list[str]:
    """Return the files of the pictures the manual shows."""
    parts = MANUAL.read_text().split(f"]({PICTURES}")[1:]
    return sorted({part.split(")")[0] for part in parts})
