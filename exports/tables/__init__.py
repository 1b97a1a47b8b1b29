"""Tables that can be taken away: each a file that declares its columns, filters and rows."""

from exports.tables.findings import FINDINGS
from exports.tables.hosts import COVERAGES, HOSTS
from exports.tables.organizations import ORGANIZATIONS
from exports.tables.people import MEMBERS, STAFF
from exports.tables.posts import POSTS
from exports.tables.schools import SCHOOLS
from exports.tables.table import Cell, Column, Filter, Filters, Table
from exports.tables.terms import TERMS
from exports.tables.units import UNITS
from exports.tables.vacancies import VACANCIES

__all__ = ["TABLES", "Cell", "Column", "Filter", "Filters", "Table"]

#: By key, in the order in which they are offered.
TABLES: dict[str, Table] = {
    table.key: table
    for table in (
        ORGANIZATIONS, HOSTS, COVERAGES, POSTS, MEMBERS, STAFF, VACANCIES, TERMS, FINDINGS, UNITS, SCHOOLS,
    )
}  # fmt: skip
