"""The doors of trends and of the lists behind their numbers."""

from tests.doors import OF_THE_COUNTY, OF_THE_SCHOOL, Door

_FINDINGS = {"kind": "standing", "begin": "2026-05-01", "end": "2026-06-01"}
_SCHOOLS = {"kind": "measured", "day": "2026-05-31"}

DOORS = {
    "oversight:jurisdiction_trends": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_trends_mending": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_trends_structure": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_trends_terms": Door(OF_THE_COUNTY, ("county",)),
    "oversight:jurisdiction_trend_findings": Door(OF_THE_COUNTY, ("county",), data=_FINDINGS),
    "oversight:jurisdiction_trend_schools": Door(OF_THE_COUNTY, ("county",), data=_SCHOOLS),
    "oversight:jurisdiction_trend_terms": Door(OF_THE_COUNTY, ("county",), data={"end": "2026-06-01"}),
    "oversight:school_trends": Door(OF_THE_SCHOOL, ("school",)),
    "oversight:school_trend_findings": Door(OF_THE_SCHOOL, ("school",), data=_FINDINGS),
}
WRITING = frozenset()


def arguments(_school, _county):
    """Nothing but the places themselves."""
    return {}
