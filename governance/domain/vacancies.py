"""Vacancies: seats minus assignments, computed here and nowhere else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from governance.choices import COMMITTEE_ROLES, BodyKind, OrgType, Role

#: Who leads a body when nobody wrote the post down: such a body has one seat even without a post row.
LEADERS = {
    OrgType.COMMITTEE: Role.SECRETARY,
    OrgType.GENERAL_BRANCH: Role.SECRETARY,
    OrgType.BRANCH: Role.SECRETARY,
    OrgType.JOINT_BRANCH: Role.SECRETARY,
    OrgType.TEMPORARY_BRANCH: Role.SECRETARY,
    OrgType.GROUP: Role.GROUP_LEADER,
}
#: Posts that one person holds, also where nobody wrote down the number of seats.
SINGLE = frozenset({Role.SECRETARY, Role.PRINCIPAL, Role.GROUP_LEADER, Role.UNIT_HEAD, Role.HEAD})
BodyKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Seats:
    """A post of a body: how many may hold it, who holds it regularly, who only acts in it."""

    body: BodyKey
    role: str
    title: str
    seats: int | None
    holders: frozenset[int] = frozenset()
    acting: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Empty seats of one post, or of a committee as a whole (``role`` is then MEMBER)."""

    body: BodyKey
    role: str
    title: str
    seats: int
    filled: int
    is_acted: bool = False

    @property
    def empty(self) -> int:
        """How many seats are empty."""
        return self.seats - self.filled


def seats_of(role: str, seats: int | None) -> int | None:
    """Return the seats of a post; a body has one leader even where nobody wrote the number."""
    return 1 if seats is None and role in SINGLE else seats


def implied_seats(
    school: int | None, organizations: Iterable[tuple[int, str]], recorded: Collection[tuple[BodyKey, str]]
) -> list[Seats]:
    """Return the leader's seat of the school, and of every organisation at work, that has no row for it.

    Args:
        school: primary key of the school, None where only some bodies are looked at.
        organizations: primary key and type of those at work.
        recorded: body and role of every post that has a row.

    """
    wanted = [((BodyKind.SCHOOL.value, school), Role.PRINCIPAL)] if school is not None else []
    for pk, type_ in organizations:
        if (role := LEADERS.get(OrgType(type_))) is not None:
            wanted.append(((BodyKind.ORGANIZATION.value, pk), role))
    missing = [(key, role) for key, role in wanted if (key, role.value) not in recorded]
    return [Seats(key, role.value, str(role.label), 1) for key, role in missing]


def vacancies(posts: Iterable[Seats], committee_seats: Mapping[int, int | None]) -> list[Vacancy]:
    """Return the empty seats of the posts, and of the committees of the organisations.

    A committee counts distinct persons, its secretary and deputies included, against the seats of
    the current term; a vacant secretary is one vacancy, not two.

    Args:
        posts: every post of the bodies, ``seats=None`` where the number is open.
        committee_seats: seats of the current term by organisation; None or 0 means no committee.

    """
    posts = list(posts)
    found = [vacancy for post in posts if (vacancy := _of_post(post)) is not None]
    for organization, seats in committee_seats.items():
        key = (BodyKind.ORGANIZATION.value, organization)
        own = [post for post in posts if post.body == key and post.role in COMMITTEE_ROLES]
        named = sum(v.empty for v in found if v.body == key and v.role in COMMITTEE_ROLES)
        found.extend(_of_committee(key, own, seats or 0, named))
    return found


def _of_post(post: Seats) -> Vacancy | None:
    if post.seats is None or len(post.holders) >= post.seats:
        return None
    return Vacancy(post.body, post.role, post.title, post.seats, len(post.holders), bool(post.acting))


def _of_committee(key: BodyKey, posts: Sequence[Seats], seats: int, named: int) -> list[Vacancy]:
    persons = frozenset[int]().union(*(post.holders for post in posts))
    if seats - named <= len(persons):
        return []
    return [Vacancy(key, Role.MEMBER.value, str(Role.MEMBER.label), seats - named, len(persons))]
