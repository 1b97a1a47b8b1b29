"""The text of a file, as far as a machine can read it; pictures it cannot."""

import re
import zlib
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from privacy.marks.text import mark_in, mark_in_name

#: Characters read of one file, and bytes of one part: what is larger is looked at from its beginning.
MOST, PART = 2_000_000, 8_000_000
#: Bytes unpacked of one file: what was packed to fill a memory is looked at no further.
WHOLE = 48_000_000
PAGES = 300
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TAGS = re.compile(r"<[^>]{0,2000}>")
#: Where one line ends and the next begins, in Word and in Excel.
_ENDS = re.compile(
    r"</w:p>|<w:br[ />]|</w:tc>|</si>|</c>|</x:c>|</row>|</text>|</a:p>|</oddHeader>|</oddFooter>"
)
_HEADS = re.compile(r"&(?:amp;)?[LCR]|&amp;\d+")
_TEXTS = re.compile(r"^(word/(document|header|footer|footnotes|endnotes|comments)|xl/|docProps/)")


_UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
    KeyError,
    NotImplementedError,
)


def mark_in_file(name: str, file: IO[bytes]) -> str:
    """Return the mark in the name or the text of the file, nothing if none is found.

    What cannot be read, a picture or a damaged file, has none.
    """
    if found := mark_in_name(name):
        return found
    reading = _READERS.get(name.rpartition(".")[2].lower())
    if reading is None:
        return ""
    file.seek(0)
    try:
        found = next((mark for text in reading(file) if (mark := mark_in(text))), "")
    except _UNREADABLE:
        found = ""
    finally:
        file.seek(0)
    return found


def _office(file: IO[bytes]) -> Iterator[str]:
    left = WHOLE
    with ZipFile(file) as parts:
        for part in parts.infolist():
            if not (_TEXTS.match(part.filename) and part.filename.endswith(".xml")):
                continue
            with parts.open(part) as content:
                read = content.read(min(PART, left))
            left -= len(read)
            text = read.decode("utf-16" if read[:2] in _WIDE else "utf-8", "replace")
            if part.filename == "xl/workbook.xml":
                text = "\n".join(re.findall(r'<(?:x:)?sheet [^>]*name="([^"]*)"', text))
            yield _bare(text)
            if not left:
                return


def _bare(text: str) -> str:
    lines = _TAGS.sub("", _HEADS.sub("\n", _ENDS.sub("\n", text)))
    return unescape(lines[:MOST])


def _pdf(file: IO[bytes]) -> Iterator[str]:
    import pypdfium2  # late: only a PDF needs it

    document = pypdfium2.PdfDocument(BytesIO(file.read()))
    try:
        for number in range(min(len(document), PAGES)):
            page = document[number]
            words = page.get_textpage()
            yield words.get_text_range()
            words.close()
            page.close()
    finally:
        document.close()


def _text(file: IO[bytes]) -> Iterator[str]:
    content = file.read(MOST)
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            yield content.decode(coding)
        except UnicodeDecodeError:
            continue
        return


#: The three levels with a star, as the old programs of offices store them.
_OLD_RUN = re.compile(r"[\u4e00-\u9fff★☆ 　·\d]{2,}")


def _old_office(file: IO[bytes]) -> Iterator[str]:
    """Yield the runs of Chinese in a file of the old format, each on a line: stored in two ways."""
    content = file.read(PART)
    for shifted in (content, content[1:]):
        yield "\n".join(_OLD_RUN.findall(shifted.decode("utf-16-le", "ignore")))
    yield "\n".join(_OLD_RUN.findall(content.decode("gb18030", "ignore")))


_READERS: dict[str, Callable[[IO[bytes]], Iterator[str]]] = {
    "docx": _office,
    "xlsx": _office,
    "pdf": _pdf,
    "txt": _text,
    "csv": _text,
    "json": _text,
    "doc": _old_office,
    "xls": _old_office,
    "wps": _old_office,
}
