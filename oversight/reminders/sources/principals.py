"""Schools whose principal left and nobody followed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import DateField, Exists, F, Func, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.choices import BodyKind, Role
from governance.models import Post, RoleAssignment
from oversight.choices.reminding import To
from oversight.due import Due
from schools.choices import SchoolState

TEXTS = {"vacancy_principal": _("{school}校长自{since}起空缺，请按干部管理权限报请配备，到任后登记任职。")}


def due_dates(on: date) -> Iterator[Due]:
    """Yield the schools at work whose last principal left by the day, one query for all of them.

    Who only acts as principal fills no vacancy. A school that never had one on record misses data, which
    is a rule's matter.
    """
    ended = Func(F("assignments__period"), function="upper", output_field=DateField())
    regular = RoleAssignment.objects.filter(post=OuterRef("pk"), is_acting=False)
    posts = Post.objects.filter(
        ~Exists(regular.as_of(on)),
        body_kind=BodyKind.SCHOOL,
        role=Role.PRINCIPAL,
        school__state=SchoolState.ACTIVE,
    )
    left = Max(ended, filter=Q(assignments__is_acting=False, assignments__period__endswith__lte=on))
    for post in (
        posts.annotate(since=left).filter(since__isnull=False).select_related("school").order_by("pk")
    ):
        yield from (_due(post, to) for to in (To.SCHOOL, To.ABOVE))


def _due(post: Post, to: To) -> Due:
    school, since = post.school, post.since
    return Due(
        kind="vacancy_principal",
        key=f"vacancy/principal/{school.code}/{since}/{to}",
        due_on=since,
        deadline=None,
        school_id=school.pk,
        jurisdiction_id=None,
        to=to,
        words={"school": school.name, "since": since.isoformat()},
        url=reverse("governance:school", args=[school.code]),
    )
