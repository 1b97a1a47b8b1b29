"""People to choose from, the likely ones first, each with unit and posts: two people may have one name."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.permissions import may_see_people
from governance.choices import MembershipKind, Role
from governance.domain.candidates import secretary_candidates
from governance.domain.posts import kind_of
from governance.forms.offers.scene import Choice, Scene, grouped
from governance.models import PartyMembership, PartyOrganization, RoleAssignment
from schools.choices import PoliticalStatus
from schools.models import Person, UnitMembership

#: What divides the members of a branch among its parts asks for nobody else.
DIVIDED = {
    ("organization_split", "staying"),
    ("organization_split", "members"),
    ("organization_retype", "members"),
}
MEMBERS = Q(political_status__in=(PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY), party_left_on=None)


def people(scene: Scene, name: str) -> list[Choice]:
    """Return the people of the school for the argument ``name``."""
    action = scene.action.name
    if action.startswith(("post_end", "post_hand_over")) and name == "person":
        return _holders(scene)
    if action == "member_transfer":
        return _by_branch(scene)
    if action == "member_join":
        return _without_branch(scene)
    if (action, name) in DIVIDED:
        return _of_the_branch(scene)
    if isinstance(scene.node, PartyOrganization):
        return _members_first(scene, name)
    return _labelled(scene, _alive(scene))


def _alive(scene: Scene) -> QuerySet[Person]:
    found = scene.place.rows(Person).filter(died_on=None).order_by("sort_key", "number")
    if may_see_people(scene.place.user, scene.place.school):
        return found
    # an editor reads the names of the branch and below, and of members who have no branch yet
    own = _memberships(scene).filter(organization__in=_at_and_below(scene))
    free = MEMBERS & ~Q(pk__in=_memberships(scene).values("person"))
    return found.filter(Q(pk__in=own.order_by().values("person")) | free)


def _at_and_below(scene: Scene) -> QuerySet[PartyOrganization]:
    return scene.node.get_descendants(include_self=True).order_by().values("pk")


def _members_first(scene: Scene, name: str) -> list[Choice]:
    """Return the candidates of a post: for secretaries as rule SEC-017 prefers them."""
    found = _alive(scene)
    if name == "secretary" or (
        name in ("person", "successor") and scene.chosen.get("role") == Role.SECRETARY
    ):
        candidates = secretary_candidates(scene.node, found, scene.on)
        return grouped((group.label, _labelled(scene, group.people)) for group in candidates)
    below = _memberships(scene).filter(organization__in=_at_and_below(scene))
    own = set(below.values_list("person", flat=True))
    return grouped(
        [
            (_("本组织党员"), _labelled(scene, [one for one in found if one.pk in own])),
            (_("本校其他人员"), _labelled(scene, [one for one in found if one.pk not in own])),
        ]
    )


def _of_the_branch(scene: Scene) -> list[Choice]:
    """Return who is a member of the branch itself, those of another school's or branch's relation too."""
    here = PartyMembership.objects.as_of(scene.on).filter(organization=scene.node)
    return _labelled(scene, _alive(scene).filter(pk__in=here.order_by().values("person")))


def _holders(scene: Scene) -> list[Choice]:
    """Return who holds a post of the body now, with the post."""
    body = f"post__{kind_of(scene.node)}"
    held = RoleAssignment.objects.filter(**{body: scene.node}, period__endswith=None)
    rows: dict[Person, list[str]] = defaultdict(list)
    for assignment in held.select_related("person").order_by("post__role", "pk"):
        rows[assignment.person].append(str(Role(assignment.role).label))
    return [scene.choice(one, _named(one, roles)) for one, roles in rows.items()]


def _by_branch(scene: Scene) -> list[Choice]:
    """Return the members of the school's other branches, branch by branch."""
    rows = _memberships(scene).exclude(organization=scene.node).filter(organization__isnull=False)
    rows = rows.select_related("person", "organization").order_by(
        "organization__tree_id", "organization__lft", "person__sort_key", "person__number"
    )
    branches: dict[PartyOrganization, list[Person]] = defaultdict(list)
    for row in rows.filter(person__in=_alive(scene).order_by().values("pk")):
        branches[row.organization].append(row.person)
    return [(str(branch), _labelled(scene, found)) for branch, found in branches.items()]


def _without_branch(scene: Scene) -> list[Choice]:
    settled = _memberships(scene).values("person")
    return _labelled(scene, _alive(scene).filter(MEMBERS).exclude(pk__in=settled))


def _memberships(scene: Scene) -> QuerySet[PartyMembership]:
    return PartyMembership.objects.as_of(scene.on).filter(kind=MembershipKind.FORMAL)


def _labelled(scene: Scene, found: Iterable[Person]) -> list[Choice]:
    notes = scene.remember("notes", lambda: _notes(scene))
    return [scene.choice(one, _named(one, notes.get(one.pk, ()))) for one in found]


def _named(person: Person, notes: Iterable[str]) -> str:
    details = [person.number, *notes]
    return _("{name}（{detail}）").format(name=person.name, detail=_("，").join(details))


def _notes(scene: Scene) -> dict[int, list[str]]:
    """Return by person the units he works in and the posts he holds."""
    alive = _alive(scene).order_by().values("pk")
    notes: dict[int, list[str]] = defaultdict(list)
    work = UnitMembership.objects.as_of(scene.on).filter(person__in=alive)
    for person, unit in work.order_by("unit__tree_id", "unit__lft").values_list("person", "unit__name"):
        notes[person].append(unit)
    held = RoleAssignment.objects.as_of(scene.on).filter(person__in=alive)
    held = held.select_related("post__organization", "post__unit", "post__group", "post__school")
    for assignment in held.order_by("pk"):
        body, post = assignment.post.body, assignment.post
        notes[assignment.person_id].append(_("已任{body}{post}").format(body=body, post=post))
    return notes
