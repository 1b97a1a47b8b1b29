"""Somebody holds a post: as the register has it, or from now on."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import BODY_ROLES, SINGLE_ROLES, BodyKind, Role
from governance.domain.posts import kind_of
from governance.models import LeadingGroup, PartyOrganization, Post, RoleAssignment
from intake.checking.entries import Entry
from intake.comparing.work import Work
from schools.models import Person, School, Unit
from schools.periods import open_period

Body = PartyOrganization | Unit | LeadingGroup | School
#: What a workbook may say of how a post is held.
HOLDING_FIELDS = (
    "method",
    "duties",
    "is_full_time_party",
    "is_acting",
    "elected_on",
    "approved_on",
    "filed_on",
)


def hold(
    entry: Entry,
    key: str,
    body: Body,
    role: Role,
    person: Person,
    work: Work,
    *,
    start: date | None = None,
    is_guessed: bool = False,
    **fields: Any,
) -> None:
    """Compare a post with the register; ``key`` is the column where a problem is said.

    A post of one seat that somebody else holds goes over to the new holder on the day. Fields that are only
    ``is_guessed`` change nothing the register knows.
    """
    kind = kind_of(body)
    if role not in BODY_ROLES[kind]:
        work.error(entry, key, _("{kind}没有“{role}”这个职务。").format(kind=kind.label, role=role.label))
        return
    fields = {
        name: value
        for name, value in fields.items()
        if name in HOLDING_FIELDS and value not in (None, "", [])
    }
    post = _post(entry, body, kind, role, work)
    label = _("{person}任{name}{post}").format(person=person.name, name=body, post=role.label)
    if (id(post), id(person)) in work.held:
        work.error(entry, key, _("“{label}”写了不止一行。").format(label=label))
        return
    work.held[id(post), id(person)] = entry
    work.holders.add((post.pk, person.pk))
    held = work.present.assignments.get((post.pk, person.pk)) if post.pk and person.pk else None
    if held is not None:
        work.settle(entry, held, {} if is_guessed else fields, label)
        return
    day = start or work.on
    _make_room(entry, key, post, role, day, fields, work)
    work.make(entry, _assigned(post, body, person, day, fields, work), label)


def _assigned(
    post: Post, body: Body, person: Person, day: date, fields: dict[str, Any], work: Work
) -> RoleAssignment:
    """Return the new assignment; a post of an organisation joins the term of the day."""
    organization = body if isinstance(body, PartyOrganization) else None
    term = work.terms.get(id(body)) if organization is not None else None
    return RoleAssignment(
        post=post,
        person=person,
        role=post.role,
        organization=organization,
        period=open_period(day),
        term=term if term is not None and term.holds_on(day) else None,
        **fields,
    )


def _post(entry: Entry, body: Body, kind: BodyKind, role: Role, work: Work) -> Post:
    known = work.present.posts.get((kind.value, body.pk, role.value)) if body.pk else None
    key = (id(body), role.value)
    if known is None and key not in work.posts:
        fields: dict[str, Any] = {} if kind == BodyKind.SCHOOL else {kind.value: body}
        post = Post(body_kind=kind, role=role, school=work.school, **fields)
        work.posts[key] = post
        work.also(entry, post)
    return known or work.posts[key]


def _make_room(
    entry: Entry, key: str, post: Post, role: Role, day: date, fields: dict[str, Any], work: Work
) -> None:
    """End who holds the one seat now; refuse a second holder of the same workbook."""
    if role not in SINGLE_ROLES or fields.get("is_acting"):
        return
    before = work.single.get(id(post))
    if before is not None:
        text = _("第{line}行已有人担任这个职务，只能有一人。").format(line=before.row.line)
        work.error(entry, key, text)
        return
    work.single[id(post)] = entry
    for (post_pk, _person), row in work.present.assignments.items():
        if post.pk and post_pk == post.pk and not row.is_acting:
            if row.starts_on >= day:
                text = _("系统里{person}从{day}起担任这个职务，任职日期应当更晚。")
                work.error(entry, key, text.format(person=row.person, day=row.starts_on))
            else:
                work.ended.append((row, day))
                work.note(entry, key, _("{person}的任职同日终止。").format(person=row.person))
