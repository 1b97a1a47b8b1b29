"""Posts and the people in them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import AssignmentEnd, BodyKind, Duty, Method, Role
from governance.models.document import Document
from governance.models.leading_group import LeadingGroup
from governance.models.organization import PartyOrganization
from governance.models.term import Term
from schools.history import tracked
from schools.models import Person, School, Unit
from schools.models.dated import Dated, same
from schools.querysets import Scoped, ScopedQuerySet

#: A chart names hundreds of posts; Django's own ``get_role_display`` goes through all choices each time.
_ROLE_NAMES = dict(Role.choices)


class PostManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a post by its body and role."""

    def get_by_natural_key(self, body_kind, body, role):
        """Return the post with ``role`` in the body with the register number ``body``."""
        key = "school__code" if body_kind == BodyKind.SCHOOL else f"{body_kind}__number"
        return self.get(body_kind=body_kind, role=role, **{key: body})


@tracked("school", "organization")
class Post(Scoped):
    """A post of exactly one body: an organisation, a unit, a leading group or the school itself.

    ``seats`` says how many people may hold it; None leaves the number open.
    """

    scope_path = "school"
    jurisdiction_path = "organization__jurisdiction"

    body_kind = models.CharField(_("所属机构种类"), max_length=12, choices=BodyKind)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("学校")
    )
    organization = models.ForeignKey(
        PartyOrganization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("党组织"),
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="posts", verbose_name=_("内设单元")
    )
    group = models.ForeignKey(
        LeadingGroup, models.CASCADE, null=True, blank=True, related_name="posts", verbose_name=_("领导小组")
    )
    role = models.CharField(_("职务"), max_length=20, choices=Role)
    title = models.CharField(_("职务名称"), max_length=60, blank=True)
    seats = models.PositiveSmallIntegerField(_("职数"), null=True, blank=True)

    objects = PostManager()

    class Meta:
        verbose_name = _("职务")
        verbose_name_plural = _("职务")
        ordering = ("school", "body_kind", "organization", "unit", "group", "role")
        constraints = (
            models.CheckConstraint(
                name="post_one_body",
                condition=Q(body_kind="organization", organization__isnull=False, unit=None, group=None)
                | Q(body_kind="unit", school__isnull=False, unit__isnull=False, organization=None, group=None)
                | Q(
                    body_kind="group", school__isnull=False, group__isnull=False, organization=None, unit=None
                )
                | Q(body_kind="school", school__isnull=False, organization=None, unit=None, group=None),
                violation_error_message=_("一个职务只属于一个机构。"),
            ),
            models.UniqueConstraint(
                name="post_once_per_organization",
                fields=["organization", "role"],
                condition=Q(body_kind="organization"),
            ),
            models.UniqueConstraint(
                name="post_once_per_unit", fields=["unit", "role"], condition=Q(body_kind="unit")
            ),
            models.UniqueConstraint(
                name="post_once_per_group", fields=["group", "role"], condition=Q(body_kind="group")
            ),
            models.UniqueConstraint(
                name="post_once_per_school", fields=["school", "role"], condition=Q(body_kind="school")
            ),
            models.CheckConstraint(name="post_role_known", condition=Q(role__in=Role.values)),
        )

    def __str__(self):
        return self.title or str(_ROLE_NAMES.get(self.role, self.role))

    @property
    def body(self):
        """The one body the post belongs to."""
        return getattr(self, self.body_kind)

    def natural_key(self):
        """Return kind and number of the body, and the role."""
        body = self.body
        return (self.body_kind, body.code if self.body_kind == BodyKind.SCHOOL else body.number, self.role)

    natural_key.dependencies = [
        "schools.school",
        "schools.unit",
        "governance.partyorganization",
        "governance.leadinggroup",
    ]


class RoleAssignmentManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds an assignment by post, person and first day."""

    def get_by_natural_key(self, body_kind, body, role, person, start):
        """Return the assignment of the person to the post that starts on ``start``."""
        post = Post.objects.get_by_natural_key(body_kind, body, role)
        return self.get(post=post, person__number=person, period__startswith=start)


@tracked("post")
class RoleAssignment(Dated):
    """A person holds a post for a period.

    ``role`` and ``organization`` repeat the post's; a database trigger keeps them equal, so that
    constraints can speak about them.
    """

    scope_path = "post__school"
    jurisdiction_path = "post__organization__jurisdiction"

    post = models.ForeignKey(Post, models.PROTECT, related_name="assignments", verbose_name=_("职务"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="role_assignments", verbose_name=_("人员")
    )
    role = models.CharField(_("职务种类"), max_length=20, choices=Role, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, editable=False, related_name="role_assignments"
    )
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("届次")
    )
    duties = ArrayField(
        models.CharField(max_length=16, choices=Duty), verbose_name=_("委员分工"), default=list, blank=True
    )
    is_full_time_party = models.BooleanField(_("专职党务"), null=True, blank=True)
    is_acting = models.BooleanField(_("主持工作"), default=False)
    method = models.CharField(_("产生方式"), max_length=12, choices=Method, blank=True)
    elected_on = models.DateField(_("当选日期"), null=True, blank=True)
    approved_on = models.DateField(_("上级批准日期"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("任职文件"),
    )
    by_virtue_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="derived", verbose_name=_("因担任的职务")
    )
    end_reason = models.CharField(_("结束原因"), max_length=12, choices=AssignmentEnd, blank=True)

    objects = RoleAssignmentManager()

    class Meta(Dated.Meta):
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ("post", "period", "person")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="roleassignment_one_holder",
                expressions=[
                    (same("post"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=["secretary", "principal", "discipline_secretary"], is_acting=False),
                violation_error_message=_("同一时间书记、校长、纪委书记只能各有一人，请先登记前任任职终止。"),
            ),
            ExclusionConstraint(
                name="roleassignment_person_once_per_post",
                expressions=[
                    (same("post"), RangeOperators.OVERLAPS),
                    (same("person"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("该人员在这个职务上的起止日期有重叠。"),
            ),
            ExclusionConstraint(
                name="roleassignment_secretary_or_deputy",
                expressions=[
                    (same("organization"), RangeOperators.OVERLAPS),
                    (same("person"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(
                    organization__isnull=False, role__in=["secretary", "deputy_secretary"], is_acting=False
                ),
                violation_error_message=_("同一人不能同时担任同一党组织的书记和副书记。"),
            ),
        )

    def __str__(self):
        return f"{self.person} {self.post}"

    def save(self, *args, **kwargs):
        """Save with the post's role and organisation, as the trigger will have it."""
        self.role, self.organization_id = self.post.role, self.post.organization_id
        super().save(*args, **kwargs)

    def clean(self):
        """Give the constraints the post's role and organisation to speak about."""
        if self.post_id:
            self.role, self.organization_id = self.post.role, self.post.organization_id

    def natural_key(self):
        """Return the post's natural key, the person's number and the first day."""
        return (*self.post.natural_key(), self.person.number, self.starts_on.isoformat())

    natural_key.dependencies = ["governance.post", "governance.term", "schools.person"]
