"""Tables and the roster."""

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exports.files.csv import csv_write
from exports.files.xlsx import xlsx_write
from exports.places import Place
from exports.products.product import CSV, DOCX, XLSX, Made, Product, Want
from exports.roster import roster_paper, roster_people
from exports.tables import TABLES, Table
from exports.tables.people import MEMBERS
from governance.rules.catalogue import rules_version
from oversight.papers.word import paper_docx


def _of_table(table: Table) -> Product:
    return Product(
        table.key,
        table.name,
        table.text,
        (XLSX, CSV),
        _maker(table),
        lambda place, want: table.size(place, want.on, want.filters),
        lambda place, want: table.people(place, want.on, want.filters),
        group="tables",
    )


def _maker(table: Table) -> Callable[[Path, Place, Want], Made]:
    def make(path: Path, place: Place, want: Want) -> Made:
        columns = table.chosen(want.columns)
        rows = table.read(place, want.on, want.filters, columns)
        if want.ending == CSV.ending:
            number = csv_write(path, [str(column.heading) for column in columns], rows)
        else:
            number = xlsx_write(path, str(table.name), columns, rows, about(table, place, want))
        return Made(number, table.people(place, want.on, want.filters))

    return make


def about(table: Table, place: Place, want: Want) -> list[tuple[str, str]]:
    """Return what a sheet says of itself: what, where, on which day, narrowed how, made when and by whom."""
    lines = [
        (gettext("内容"), str(table.name)),
        (gettext("范围"), f"{place.name}（{place.code}）"),
        (gettext("截止日期"), want.on.isoformat()),
    ]
    for one in table.filters:
        labels = {str(value): label for value, label in one.choices}
        if want.filters.get(one.key) in labels:
            lines.append((str(one.label), str(labels[want.filters[one.key]])))
    now = timezone.localtime().isoformat(" ", "minutes")[:16]
    return [
        *lines,
        (gettext("规则版本"), rules_version()),
        (gettext("导出时间"), now),
        (gettext("导出人"), str(place.user)),
    ]


def _roster(path: Path, place: Place, want: Want) -> Made:
    path.write_bytes(paper_docx(roster_paper(place, want.on)))
    return Made(MEMBERS.count(place, want.on, {}), roster_people(place, want.on))


ROSTER = Product(
    "roster",
    _("党组织和党员花名册"),
    _("一所学校的每个党组织一节：班子成员和党员名单，可以在 Word 里继续编辑。"),
    (DOCX,),
    _roster,
    lambda place, want: MEMBERS.count(place, want.on, {}),
    lambda place, want: roster_people(place, want.on),
    of_schools=True,
    group="tables",
)
TABULAR = (*map(_of_table, TABLES.values()), ROSTER)
