"""Whose branch or posts differ between two structures of one school."""

from collections import defaultdict
from dataclasses import dataclass, field

from governance.presentation.structure import Structure, body_of

#: Person number → name and branch.
Branches = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person whose branch or posts differ: each as it was and as it would be.

    Branch and posts stand apart, because every viewer may read who holds a post, but not the list of
    members. What does not differ is left out.
    """

    number: str
    name: str
    branch: tuple[str, str] | None
    posts: tuple[tuple[str, ...], tuple[str, ...]] | None


@dataclass
class _Standing:
    """Where everybody stands in one structure: names, branches and posts by person number."""

    names: dict[str, str] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    posts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, structure: Structure, branches: Branches) -> "_Standing":
        found = cls(
            {n: name for n, (name, _b) in branches.items()}, {n: b for n, (_n, b) in branches.items()}
        )
        bodies = {("organization", one.pk): str(one) for one in structure.organizations}
        bodies |= {("unit", one.pk): one.name for one in structure.units}
        posts = {post.pk: post for post in structure.posts}
        for held in structure.assignments:
            if post := posts.get(held.post_id):
                body = bodies.get(body_of(post), structure.school.name if structure.school else "")
                found.names.setdefault(held.person.number, str(held.person))
                found.posts[held.person.number].append(f"{body} {post}".strip())
        return found

    def posts_of(self, number: str) -> tuple[str, ...]:
        return tuple(sorted(self.posts.get(number, ())))


def people_changed(
    before: Structure, after: Structure, branches: tuple[Branches, Branches]
) -> list[PersonChange]:
    """Return the people whose posts or branch differ, by number.

    Args:
        branches: everybody's branch before and after.

    """
    was, now = (_Standing.of(*pair) for pair in zip((before, after), branches, strict=True))
    changes = (_change(number, was, now) for number in sorted(was.names.keys() | now.names.keys()))
    return [change for change in changes if change.branch or change.posts]


def _change(number: str, was: _Standing, now: _Standing) -> PersonChange:
    branch = (was.branches.get(number, ""), now.branches.get(number, ""))
    posts = (was.posts_of(number), now.posts_of(number))
    return PersonChange(
        number,
        now.names.get(number) or was.names[number],
        branch if branch[0] != branch[1] else None,
        posts if posts[0] != posts[1] else None,
    )
