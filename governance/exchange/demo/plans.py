"""Which schools the demo county has: name, size, members and how each is covered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from governance.exchange.demo import figures, names
from governance.exchange.demo.figures import Category, allocate

_STAFF_WEIGHT = {
    Category.COMMITTEE: 370,
    Category.GENERAL: 170,
    Category.CENTRAL: 115,
    Category.VILLAGE: 50,
    Category.URBAN: 125,
    Category.JOINT: 22,
    Category.POINT: 5,
    Category.ATTACHED: 18,
    Category.FOUNDING: 24,
    Category.UNCOVERED: 18,
    Category.LIAISON: 12,
    Category.EMPTY: 10,
}
_MIN_VILLAGE, _MAX_VILLAGE = 4, 20
_MIN_URBAN, _MAX_URBAN = 26, 50


@dataclass
class SchoolPlan:
    """One school to be built. ``district`` numbers the school district or joint branch it belongs to."""

    name: str
    type_code: str
    category: Category
    members: int
    town: str = ""
    is_public: bool = True
    retired: int = 0
    branches: int = 0
    district: int | None = None
    joint: int | None = None
    staff: int = 0
    faults: frozenset[str] = field(default_factory=frozenset)


def county_plan(rng: Random) -> list[SchoolPlan]:
    """Return the plans of all schools, public ones first; sizes of staff add up to the published figures."""
    villages = names.village_names()
    public = [
        *_committees(),
        *_generals(),
        *_districts(rng, villages),
        *_urban(rng),
        *_joint(rng, villages),
        *_without_organization(rng, villages),
    ]
    private = list(_private(rng))
    _spread_staff(rng, public, private)
    return [*public, *private]


def _committees() -> Iterator[SchoolPlan]:
    sizes = zip(figures.COMMITTEE_MEMBERS, figures.COMMITTEE_RETIRED, figures.COMMITTEE_BRANCHES, strict=True)
    for (name, code), (members, retired, branches) in zip(names.COMMITTEE_SCHOOLS, sizes, strict=True):
        yield SchoolPlan(name, code, Category.COMMITTEE, members, retired=retired, branches=branches)


def _generals() -> Iterator[SchoolPlan]:
    sizes = zip(figures.GENERAL_MEMBERS, figures.GENERAL_RETIRED, figures.GENERAL_BRANCH_COUNTS, strict=True)
    for town, (members, retired, branches) in zip(names.GENERAL_TOWNS, sizes, strict=True):
        yield SchoolPlan(
            f"{town}中心学校", "31", Category.GENERAL, members, town, retired=retired, branches=branches
        )


def _districts(rng: Random, villages: Iterator[str]) -> Iterator[SchoolPlan]:
    sizes = zip(figures.CENTRAL_MEMBERS, figures.CENTRAL_RETIRED, strict=True)
    for number, (town, (members, retired)) in enumerate(zip(names.DISTRICT_TOWNS, sizes, strict=True)):
        yield SchoolPlan(
            f"{town}中心小学", "21", Category.CENTRAL, members, town, retired=retired, district=number
        )
        yield SchoolPlan(
            f"{town}初级中学", "31", Category.VILLAGE, rng.randint(14, _MAX_VILLAGE), town, district=number
        )
        for _ in range(figures.VILLAGES_PER_DISTRICT - 1):
            size = rng.randint(_MIN_VILLAGE, 14)
            name = f"{town}{next(villages)}小学"
            yield SchoolPlan(name, "21", Category.VILLAGE, size, town, district=number)


def _urban(rng: Random) -> Iterator[SchoolPlan]:
    for name, code in names.URBAN_SCHOOLS:
        yield SchoolPlan(name, code, Category.URBAN, rng.randint(_MIN_URBAN, _MAX_URBAN))


def _joint(rng: Random, villages: Iterator[str]) -> Iterator[SchoolPlan]:
    towns = (*names.DISTRICT_TOWNS, *names.GENERAL_TOWNS)
    for number, size in enumerate(figures.JOINT_SIZES):
        town = towns[number % len(towns)]
        for nth in range(size):
            stage, code = ("幼儿园", "11") if nth % 3 == 2 else ("小学", "21")  # noqa: PLR2004 -- every third
            name = f"{town}{next(villages)}{stage}"
            # The first school of a joint branch leads it; no covered school has three full members.
            members = 2 if nth == 0 else rng.randint(1, 2)
            yield SchoolPlan(name, code, Category.JOINT, members, town, joint=number)


def _without_organization(rng: Random, villages: Iterator[str]) -> Iterator[SchoolPlan]:
    towns = (*names.DISTRICT_TOWNS, *names.GENERAL_TOWNS)
    for number in range(figures.POINTS):
        town = towns[number % len(names.DISTRICT_TOWNS)]
        name = f"{town}{next(villages)}教学点"
        yield SchoolPlan(name, "21", Category.POINT, 0, town, district=number % len(names.DISTRICT_TOWNS))
    sizes = (
        *((Category.ATTACHED, rng.randint(1, 2)) for _ in range(figures.ATTACHED)),
        *((Category.FOUNDING, size) for size in figures.FOUNDING_MEMBERS),
        *((Category.UNCOVERED, size) for size in figures.UNCOVERED_MEMBERS),
        (Category.LIAISON, 0),
        (Category.EMPTY, 0),
    )
    for number, (category, members) in enumerate(sizes):
        town = towns[number % len(towns)]
        yield SchoolPlan(f"{town}{next(villages)}小学", "21", category, members, town)


def _private(rng: Random) -> Iterator[SchoolPlan]:
    sizes = zip(figures.PRIVATE_GENERAL_MEMBERS, figures.PRIVATE_GENERAL_BRANCHES, strict=True)
    for name, (members, branches) in zip(names.PRIVATE_GENERAL, sizes, strict=True):
        yield SchoolPlan(name, "34", Category.GENERAL, members, is_public=False, branches=branches)
    for name in names.PRIVATE_SCHOOLS:
        code = "34" if name.endswith("高级中学") else "21" if name.endswith("小学") else "31"
        yield SchoolPlan(name, code, Category.URBAN, rng.randint(14, 34), is_public=False)
    own, covered = names.PRIVATE_KINDERGARTENS[:7], names.PRIVATE_KINDERGARTENS[7:]
    for name in own:
        yield SchoolPlan(name, "11", Category.URBAN, rng.randint(5, 16), is_public=False)
    numbers = [n for n, size in enumerate(figures.PRIVATE_JOINT_SIZES) for _ in range(size)]
    for name, number in zip(covered, numbers, strict=True):
        joint = len(figures.JOINT_SIZES) + number
        yield SchoolPlan(name, "11", Category.JOINT, rng.randint(1, 2), is_public=False, joint=joint)


def _spread_staff(rng: Random, public: list[SchoolPlan], private: list[SchoolPlan]) -> None:
    kindergartens = [plan for plan in private if plan.type_code == "11"]
    schools = [plan for plan in private if plan.type_code != "11"]
    for plans, total in (
        (public, figures.PUBLIC_STAFF),
        (schools, figures.PRIVATE_SCHOOL_STAFF),
        (kindergartens, figures.PRIVATE_KINDERGARTEN_STAFF),
    ):
        weights = [_STAFF_WEIGHT[plan.category] * rng.uniform(0.85, 1.15) + plan.members for plan in plans]
        for plan, staff in zip(plans, allocate(total, weights), strict=True):
            plan.staff = staff
