"""Small schools to read and to try things on; ``fixtures/README.md`` tells about each."""

from collections.abc import Callable, Iterator, Mapping

from governance.exchange.building.sheet import Sheet
from governance.exchange.fixtures.memory import sheet_rows
from governance.exchange.samples.group import three_campus_group
from governance.exchange.samples.small import branch_school, committee_school, general_branch_school

#: File name without ending → what builds it.
SAMPLES: Mapping[str, Callable[[], Sheet]] = {
    "branch_school": branch_school,
    "general_branch_school": general_branch_school,
    "committee_school": committee_school,
    "three_campus_group": three_campus_group,
}


def sample_rows(name: str) -> Iterator[str]:
    """Yield the text of a sample's fixture; the database is not asked."""
    return sheet_rows(SAMPLES[name]())
