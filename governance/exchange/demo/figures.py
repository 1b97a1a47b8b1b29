"""The published figures of a real county, and how the demo county spreads them.

The figures are those of one district in 2022: 178 schools (156 public), 11 党委 (8 of them schools),
14 总支 (11 rural, 3 private), 171 支部 (111 of public schools, 28 private, 31 retired, 1 other), 3,733
members, 10,478 staff of public schools, 4,499 of private schools, 3,243 of private kindergartens.
"""

from collections.abc import Sequence
from enum import Enum


class Category(Enum):
    """How a school of the demo county is covered by the Party organisation."""

    COMMITTEE = "党委"
    GENERAL = "党总支"
    CENTRAL = "学区中心学校"
    VILLAGE = "学区学校"
    URBAN = "城区学校"
    JOINT = "联合党支部覆盖"
    POINT = "教学点"
    ATTACHED = "挂靠"
    FOUNDING = "应建未建"
    UNCOVERED = "未覆盖"
    LIAISON = "联络员"
    EMPTY = "无党员"

    @property
    def has_own_organization(self) -> bool:
        """Tell whether schools of this category have a working organisation of their own."""
        return self in _OWN


_OWN = frozenset({Category.COMMITTEE, Category.GENERAL, Category.CENTRAL, Category.VILLAGE, Category.URBAN})


SCHOOLS, PUBLIC_SCHOOLS = 178, 156
MEMBERS = 3733
PUBLIC_STAFF, PRIVATE_SCHOOL_STAFF, PRIVATE_KINDERGARTEN_STAFF = 10478, 4499, 3243
STAFF = PUBLIC_STAFF + PRIVATE_SCHOOL_STAFF + PRIVATE_KINDERGARTEN_STAFF
COMMITTEES, GENERAL_BRANCHES, BRANCHES, RETIRED_BRANCHES = 11, 14, 171, 31

#: On-duty and retired members, and on-duty branches, of each school with a 党委.
COMMITTEE_MEMBERS = (128, 124, 118, 106, 104, 98, 96, 92)
COMMITTEE_RETIRED = (22, 20, 18, 20, 16, 18, 14, 16)
COMMITTEE_BRANCHES = (4, 4, 4, 3, 3, 3, 3, 3)
#: The same of each rural school with a 总支 of its own.
GENERAL_MEMBERS, GENERAL_RETIRED, GENERAL_BRANCH_COUNTS = (58, 46, 40), (14, 12, 12), (3, 2, 2)
#: Members of the central school of each school district, and of the district's retired branch.
CENTRAL_MEMBERS = (30, 28, 26, 24, 24, 22, 20, 18)
CENTRAL_RETIRED = (20, 18, 16, 16, 14, 12, 10, 10)
VILLAGES_PER_DISTRICT = 4
PRIVATE_GENERAL_MEMBERS, PRIVATE_GENERAL_BRANCHES = (95, 72, 66), (5, 4, 4)
#: Public schools covered by each of the joint branches; the county's rules speak of five at most.
JOINT_SIZES = (4, 3, 3, 4, 3, 3, 3, 3, 4, 3, 2, 6, 3, 2)
PRIVATE_JOINT_SIZES = (3, 3)
POINTS, ATTACHED = 22, 6
FOUNDING_MEMBERS, UNCOVERED_MEMBERS = (4, 3, 5), (1, 2, 2)
CENTRE_MEMBERS = 12
#: Retired branches directly under the county's committee of retired teachers.
COUNTY_RETIRED_BRANCHES = 12


def allocate(total: int, weights: Sequence[float]) -> list[int]:
    """Split ``total`` in proportion to ``weights``, by largest remainder, so that the parts add up."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
