"""What a product is: what it is called, which files it becomes, who may wait for it, how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from exports.places import Place
from privacy.exporting.stamping import WORD, WORKBOOK

#: Rows somebody may wait for in front of the page; more are made in the background.
MOST_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file."""

    ending: str
    media_type: str
    label: Any


XLSX = Form("xlsx", WORKBOOK, _("Excel 表格"))
CSV = Form("csv", "text/csv; charset=utf-8", _("CSV 文本"))
DOCX = Form("docx", WORD, _("Word 文档"))
JSONLD = Form("jsonld", "application/ld+json", _("JSON-LD 文件"))
GRAPHML = Form("graphml", "application/graphml+xml", _("GraphML 文件"))
MERMAID = Form("mmd", "text/vnd.mermaid; charset=utf-8", _("Mermaid 文本"))
ZIP = Form("zip", "application/zip", _("ZIP 压缩包"))


@dataclass(frozen=True, slots=True)
class Want:
    """What somebody wants of a product: the day, the form of file, and of a table columns and filters."""

    on: date
    ending: str
    columns: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, Any]:
        """Columns and filters as JSON."""
        return {"columns": list(self.columns), "filters": dict(self.filters)}


@dataclass(frozen=True, slots=True)
class Made:
    """What a file came to: its rows, or whatever it counts, and the people it names."""

    rows: int
    people: int


@dataclass(frozen=True)
class Product:
    """One thing that can be taken away.

    Args:
        key: its word in addresses and stored orders; never changed.
        name: what people call it.
        text: what is in it, in a sentence.
        forms: which files it becomes, the usual one first.
        make: writes the file of a place to a path.
        size: tells about how many rows have to be read.
        people: tells how many people the file will name, without making it.
        of_schools: whether it is of one school alone.
        group: under which heading it is offered.

    """

    key: str
    name: Any
    text: Any
    forms: tuple[Form, ...]
    make: Callable[[Path, Place, Want], Made]
    size: Callable[[Place, Want], int]
    people: Callable[[Place, Want], int]
    of_schools: bool = False
    group: str = "formats"

    def form(self, ending: str) -> Form:
        """Return the form of file with this ending, the usual one for none of them."""
        return next((form for form in self.forms if form.ending == ending), self.forms[0])

    def fits(self, place: Place) -> bool:
        """Tell whether the place can be taken away like this."""
        return place.is_school or not self.of_schools

    def is_long(self, place: Place, want: Want) -> bool:
        """Tell whether making it takes longer than somebody should wait."""
        return self.size(place, want) > MOST_AT_ONCE

    def file_name(self, place: Place, want: Want) -> str:
        """Return what the file is called."""
        return f"{place.name}_{self.name}_{want.on.isoformat()}.{self.form(want.ending).ending}"
