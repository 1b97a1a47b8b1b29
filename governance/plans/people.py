"""Whose branch or posts differ between two structures of one school."""

from dataclasses import dataclass

from governance.presentation.structure import Structure, body_of

Branches = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person whose branch or posts differ: ``before`` and ``after`` in words."""

    number: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def people_changed(
    before: Structure,
    after: Structure,
    branches: tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]],
) -> list[PersonChange]:
    """Return the people whose posts or branch differ.

    Args:
        branches: person number → (name, branch) before and after.

    """
    was, now = (_standing(one, many) for one, many in zip((before, after), branches, strict=True))
    return [
        PersonChange(
            number,
            (now.get(number) or was[number])[0],
            *(tuple(side[number][1]) if number in side else () for side in (was, now)),
        )
        for number in sorted(was.keys() | now.keys())
        if was.get(number, ("", []))[1] != now.get(number, ("", []))[1]
    ]


def _standing(structure: Structure, branches: dict[str, tuple[str, str]]) -> dict[str, tuple[str, list[str]]]:
    """Return name and standing (branch, then posts) of everybody who has either."""
    found: dict[str, tuple[str, list[str]]] = {
        number: (name, [branch]) for number, (name, branch) in branches.items()
    }
    names = {("organization", o.pk): str(o) for o in structure.organizations}
    names |= {("unit", u.pk): u.name for u in structure.units}
    posts = {post.pk: post for post in structure.posts}
    for held in structure.assignments:
        post = posts.get(held.post_id)
        if post is None:
            continue
        body = names.get(body_of(post), structure.school.name if structure.school else "")
        entry = found.setdefault(held.person.number, (str(held.person), []))
        entry[1].append(f"{body} {post}".strip())
    return {number: (name, sorted(words)) for number, (name, words) in found.items()}
