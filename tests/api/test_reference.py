"""The page that explains the API is in the language of its reader."""

import re

from api.views.operation_names import NAMES
from api.views.reference import operations

_CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_operation_has_a_name_in_chinese():
    shown = [one for rows in operations().values() for one in rows]

    assert [one.name for one in shown if not _CHINESE.search(str(one.summary))] == []
    assert NAMES.keys() <= {one.name for one in shown}
