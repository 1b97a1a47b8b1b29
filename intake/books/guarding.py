"""Look at a workbook from outside, before anything in it is parsed."""

import re
import zipfile
from pathlib import Path

from intake.books import limits
from intake.books.refusing import NotTaken

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How much of each part is searched for what no workbook has: a document type stands at the beginning.
_HEAD = 4096
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
#: UTF-16 hides markup from a search for bytes; no program writes the parts of a workbook in it.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_FOREIGN = ("/embeddings/", "/activex/", "/ctrlprops/", "/customui/")
_PACKED = (
    ".zip",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".docx",
    ".exe",
    ".dll",
    ".js",
    ".vbs",
    ".jar",
    ".7z",
    ".rar",
    ".gz",
)
ENDINGS = ("xlsx", "et", "csv")


def require_ending(name: str) -> str:
    """Return how the name of the file ends.

    Raises:
        NotTaken: if such files are not taken.

    """
    ending = name.rpartition(".")[2].lower()
    if ending in ("xls", "xlsm", "xlsb"):
        raise NotTaken("macros" if ending == "xlsm" else "old")
    if ending not in ENDINGS:
        raise NotTaken("ending")
    return ending


def require_workbook(path: Path) -> None:
    """Refuse what is no plain workbook, or could do harm to who opens it.

    Raises:
        NotTaken: with the reason.

    """
    _require_size(path)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE):
        raise NotTaken("old")
    if not head.startswith(_ZIP):
        raise NotTaken("not_workbook")
    try:
        with zipfile.ZipFile(path) as packed:
            _require_entries(packed)
            for entry in packed.infolist():
                _require_plain(packed, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as problem:
        raise NotTaken("damaged") from problem
    except (EOFError, ValueError, UnicodeDecodeError) as problem:
        raise NotTaken("damaged") from problem
    except Exception as problem:
        if type(problem).__module__ == "zlib":
            raise NotTaken("damaged") from problem
        raise


def _require_size(path: Path) -> None:
    size = path.stat().st_size
    if not size:
        raise NotTaken("empty")
    if size > limits.LARGEST_FILE:
        raise NotTaken("large")


def _require_entries(packed: zipfile.ZipFile) -> None:
    """Refuse by the table of contents alone."""
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.MOST_ENTRIES:
        raise NotTaken("entries")
    if len(set(names)) != len(names):
        raise NotTaken("paths", names[0][:40])
    for entry in entries:
        _require_name(entry)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise NotTaken("not_workbook")
    if sum(entry.file_size for entry in entries) > limits.LARGEST_CONTENT:
        raise NotTaken("swelling")


def _require_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\x00" in name:
        raise NotTaken("paths", name[:40])
    lower = f"/{name.lower()}"
    if lower.endswith(_MACROS) or "/macrosheets/" in lower or "/dialogsheets/" in lower:
        raise NotTaken("macros")
    if any(word in lower for word in _FOREIGN) or lower.endswith(_PACKED):
        raise NotTaken("embedded", name[:40])


def _require_plain(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a part that swells too much, is larger than it says, or is not the XML it should be."""
    if entry.flag_bits & 0x1:
        raise NotTaken("old")
    if entry.file_size > limits.HARMLESS:
        if entry.file_size > limits.MOST_SWELLING * max(entry.compress_size, 1):
            raise NotTaken("swelling")
        _require_room(entry)
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    with packed.open(entry) as part:
        head = part.read(_HEAD)
    if head.startswith(_WIDE) or _DOCTYPE.search(head):
        raise NotTaken("entities")
    if b"vbaProject" in head or b"macroEnabled" in head:
        raise NotTaken("macros")


def _require_room(entry: zipfile.ZipInfo) -> None:
    """Refuse parts that are read as a whole and are larger than any real workbook's."""
    name = entry.filename.lower()
    if name == "xl/styles.xml" and entry.file_size > limits.LARGEST_STYLES:
        raise NotTaken("styles")
    if name == "xl/sharedstrings.xml" and entry.file_size > limits.LARGEST_TEXTS:
        raise NotTaken("swelling")
    is_frame = not name.startswith(("xl/worksheets/", "xl/media/", "xl/sharedstrings", "xl/styles"))
    if is_frame and name.endswith((".xml", ".rels")) and entry.file_size > limits.LARGEST_FRAME:
        raise NotTaken("swelling")
