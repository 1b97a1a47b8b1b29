"""All sheets, in the order in which their rows are taken: each refers to those before it."""

from intake.layout.offices import GROUPS, POSTS, TERMS
from intake.layout.party import ATTACHMENTS, MEMBERS, ORGANIZATIONS
from intake.layout.register import PEOPLE, SCHOOLS, UNITS

SHEETS = (SCHOOLS, UNITS, PEOPLE, ORGANIZATIONS, ATTACHMENTS, GROUPS, TERMS, MEMBERS, POSTS)
#: The order in which people read them.
SHOWN = (SCHOOLS, UNITS, PEOPLE, ORGANIZATIONS, ATTACHMENTS, MEMBERS, POSTS, GROUPS, TERMS)
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
#: Sheets of our own workbooks that hold nothing to import: notes, lists, faults.
IDLE = frozenset({"填写说明", "选项", "错误清单", "导出登记"})
#: An example row begins with this in one of its cells, and is not taken.
EXAMPLE = "示例"
