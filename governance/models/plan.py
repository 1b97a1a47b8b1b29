"""方案: operations on one school, drafted, previewed, approved and carried out as one."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import GrantRole
from governance.choices import PlanAction, PlanState
from governance.models.change_set import ChangeSet
from governance.models.document import Document
from schools.models import School
from schools.querysets import Scoped, ScopedQuerySet

#: States in which a plan is the business of those who draft it alone, until they show it.
PRIVATE_STATES = (PlanState.DRAFT, PlanState.DISCARDED)


class PlanQuerySet(ScopedQuerySet):
    """Plans; a draft that is not shown to others is its school's own."""

    def visible_to(self, user):
        """Return the plans ``user`` may see; of other people's drafts only the shared ones."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.is_superuser:
            return rows
        own = user.granted_schools(GrantRole.ADMINISTRATOR)
        private = Q(state__in=PRIVATE_STATES, is_shared=False)
        return rows.exclude(private & ~Q(school__in=own) & ~Q(author=user))


class PlanPartQuerySet(ScopedQuerySet):
    """Steps and records of plans: whoever may not see the plan sees nothing of it."""

    def visible_to(self, user):
        """Return the rows of the plans ``user`` may see."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Plan(Scoped):
    """A plan of one school.

    ``outcome`` is the preview frozen when it was submitted, ``digest`` its fingerprint together with the
    steps: an approval holds for exactly that. ``problem`` says why an approval became void or why the plan
    could not be carried out.
    """

    scope_path = "school"

    school = models.ForeignKey(School, models.PROTECT, related_name="plans", verbose_name=_("学校"))
    title = models.CharField(_("名称"), max_length=80, validators=[MinLengthValidator(2)])
    purpose = models.TextField(_("事由"), max_length=2000, blank=True)
    effective_on = models.DateField(_("生效日期"))
    state = models.CharField(_("状态"), max_length=12, choices=PlanState, default=PlanState.DRAFT)
    is_shared = models.BooleanField(_("公开讨论"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="plans", verbose_name=_("起草人")
    )
    created_at = models.DateTimeField(_("起草时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("最后修改"), auto_now=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.JSONField(_("预演结果"), null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    approval = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("批复")
    )
    change_set = models.OneToOneField(
        ChangeSet, models.PROTECT, null=True, blank=True, related_name="plan", verbose_name=_("变更记录")
    )
    problem = models.TextField(_("说明"), blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("方案")
        verbose_name_plural = _("方案")
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=["school", "state"], name="plan_school_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(change_set__isnull=False) | ~Q(state=PlanState.PUBLISHED),
                name="plan_published_with_change_set",
                violation_error_message=_("已实施的方案应当有变更记录。"),
            ),
            models.CheckConstraint(
                condition=Q(approval__isnull=False) | ~Q(state__in=[PlanState.APPROVED, PlanState.PUBLISHED]),
                name="plan_approved_on_document",
                violation_error_message=_("已批准的方案应当有批复。"),
            ),
        )

    def __str__(self):
        return self.title


class PlanStep(Scoped):
    """One operation of a plan.

    ``key`` names the step inside its plan for ever: arguments of later steps refer to what it makes as
    ``@key``. ``arguments`` are natural keys, texts, numbers and dates as JSON.
    """

    scope_path = "plan__school"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps", verbose_name=_("方案"))
    key = models.PositiveIntegerField(editable=False)
    position = models.PositiveIntegerField(_("次序"))
    operation = models.CharField(_("操作"), max_length=40)
    arguments = models.JSONField(_("内容"), default=dict)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("方案步骤")
        verbose_name_plural = _("方案步骤")
        ordering = ("plan", "position", "key")
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="plan_step_key",
                violation_error_message=_("方案步骤的编号重复。"),
            ),
        )

    def __str__(self):
        return f"{self.operation} @{self.key}"


class PlanEntry(Scoped):
    """What was done with a plan, or said about it."""

    scope_path = "plan__school"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="entries", verbose_name=_("方案"))
    action = models.CharField(_("办理"), max_length=12, choices=PlanAction)
    text = models.TextField(_("意见"), max_length=2000, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("办理人"),
    )
    recorded_at = models.DateTimeField(_("时间"), auto_now_add=True)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("方案记录")
        verbose_name_plural = _("方案记录")
        ordering = ("plan", "recorded_at", "pk")

    def __str__(self):
        return f"{self.get_action_display()} {self.text}".strip()
