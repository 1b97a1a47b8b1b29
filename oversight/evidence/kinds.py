"""Which files are taken: by their first bytes, never by what they are called alone."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
#: Bytes of one file.
LARGEST = 10 * MEGABYTE
#: Files handed in with one step.
MOST = 5

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how its name ends, what its bytes begin with, what browsers are told."""

    ending: str
    begins: tuple[bytes, ...]
    media_type: str


KINDS = {
    kind.ending: kind
    for kind in (
        Kind("pdf", (b"%PDF-",), "application/pdf"),
        Kind("jpg", (b"\xff\xd8\xff",), "image/jpeg"),
        Kind("jpeg", (b"\xff\xd8\xff",), "image/jpeg"),
        Kind("png", (b"\x89PNG\r\n\x1a\n",), "image/png"),
        Kind("docx", (_ZIP,), f"{_OFFICE}.wordprocessingml.document"),
        Kind("xlsx", (_ZIP,), f"{_OFFICE}.spreadsheetml.sheet"),
        Kind("doc", (_OLE,), "application/msword"),
        Kind("xls", (_OLE,), "application/vnd.ms-excel"),
        Kind("wps", (_OLE,), "application/vnd.ms-works"),
    )
}


def kind_of(name: str, head: bytes) -> Kind | None:
    """Return the kind of a file, None if it is not taken or is not what its name says.

    Args:
        name: what the person calls it.
        head: its first bytes, sixteen are enough.

    """
    kind = KINDS.get(name.rpartition(".")[2].lower())
    if kind is None or not head.startswith(kind.begins):
        return None
    return kind
