"""Whose branch or posts differ between two structures of one school."""

from collections import defaultdict
from dataclasses import dataclass, field

from governance.presentation.structure import Structure, body_of


@dataclass(frozen=True, slots=True)
class Member:
    """A member with the branch that keeps his relation, by number and name."""

    name: str
    branch: str
    branch_name: str


#: Members by person number.
Members = dict[str, Member]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person whose branch or posts differ: the branch before and after, the posts ended and begun.

    Branch and posts stand apart, because every viewer may read who holds a post, but not the list of
    members. What does not differ is None.
    """

    number: str
    name: str
    branch: tuple[str, str] | None
    posts: tuple[tuple[str, ...], tuple[str, ...]] | None


@dataclass
class _Standing:
    """Where everybody stands in one structure: branches, and posts by what they are and how they read.

    A branch that is only renamed moves nobody: bodies are compared by their keys.
    """

    members: Members
    names: dict[str, str] = field(default_factory=dict)
    posts: dict[str, dict[tuple, str]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, structure: Structure, members: Members) -> "_Standing":
        found = cls(members, {number: member.name for number, member in members.items()})
        bodies = {("organization", one.pk): str(one) for one in structure.organizations}
        bodies |= {("unit", one.pk): one.name for one in structure.units}
        posts = {post.pk: post for post in structure.posts}
        for held in structure.assignments:
            if post := posts.get(held.post_id):
                body = bodies.get(body_of(post), structure.school.name if structure.school else "")
                found.names.setdefault(held.person.number, str(held.person))
                found.posts[held.person.number][*body_of(post), post.role] = f"{body} {post}".strip()
        return found

    def branch_of(self, number: str) -> tuple[str, str]:
        member = self.members.get(number)
        return (member.branch, member.branch_name) if member else ("", "")


def people_changed(
    before: Structure, after: Structure, members: tuple[Members, Members]
) -> list[PersonChange]:
    """Return the people whose posts or branch differ, by number.

    Args:
        members: everybody's branch before and after.

    """
    was, now = (_Standing.of(*pair) for pair in zip((before, after), members, strict=True))
    changes = (_change(number, was, now) for number in sorted(was.names.keys() | now.names.keys()))
    return [change for change in changes if change.branch or change.posts]


def _change(number: str, was: _Standing, now: _Standing) -> PersonChange:
    branches = (was.branch_of(number), now.branch_of(number))
    posts = (was.posts.get(number, {}), now.posts.get(number, {}))
    ended = tuple(sorted(words for key, words in posts[0].items() if key not in posts[1]))
    begun = tuple(sorted(words for key, words in posts[1].items() if key not in posts[0]))
    return PersonChange(
        number,
        now.names.get(number) or was.names[number],
        (branches[0][1], branches[1][1]) if branches[0][0] != branches[1][0] else None,
        (ended, begun) if ended or begun else None,
    )
