"""Party organisations, the states they pass through, the units they stand on, the schools they cover."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from mptt.models import MPTTModel, TreeForeignKey

from governance.choices import LIVE_STATES, OrgKind, OrgLevel, OrgState, OrgType
from governance.models.document import Document
from schools.history import tracked
from schools.models import Jurisdiction, School
from schools.models.dated import Dated, same
from schools.models.jurisdiction import tree_constraints
from schools.querysets import SafeTreeManager, Scoped, ScopedQuerySet


class PartyOrganizationManager(SafeTreeManager):
    """Finds an organisation by its register number."""

    def get_by_natural_key(self, number):
        """Return the organisation with the register ``number``."""
        return self.get(number=number)


@tracked("school")
class PartyOrganization(MPTTModel, Scoped):
    """A Party organisation; ``parent`` inside the same host, ``superior`` for the root of a tree.

    ``state`` repeats the newest row of ``OrganizationStatus``; both are written by
    ``governance.domain.states`` alone.
    """

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("学校（牵头学校）"),
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="organizations",
        verbose_name=_("行政区划"),
    )
    number = models.CharField(_("登记号"), max_length=24, unique=True, editable=False)
    type = models.CharField(_("类型"), max_length=20, choices=OrgType)
    kind = models.CharField(_("类别"), max_length=12, choices=OrgKind, default=OrgKind.ON_DUTY)
    level = models.CharField(_("层级"), max_length=12, choices=OrgLevel, default=OrgLevel.INNER)
    full_name = models.CharField(_("全称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    code = models.CharField(_("党组织代码"), max_length=24, blank=True)
    parent = TreeForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("本校上级党组织"),
    )
    position = models.PositiveIntegerField(_("排列次序"), default=0)
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="subordinates",
        verbose_name=_("校外上级党组织"),
    )
    external_superior = models.CharField(_("系统外上级党组织"), max_length=120, blank=True)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="successors",
        verbose_name=_("前身"),
    )
    state = models.CharField(_("状态"), max_length=12, choices=OrgState, default=OrgState.DRAFT)
    state_since = models.DateField(_("现状态起始日期"))
    applied_on = models.DateField(_("申请日期"), null=True, blank=True)
    approval = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="approved", verbose_name=_("成立批复")
    )
    established_on = models.DateField(_("成立日期"), null=True, blank=True)
    first_election_on = models.DateField(_("首次选举日期"), null=True, blank=True)
    activated_on = models.DateField(_("启用日期"), null=True, blank=True)
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True)
    dissolution = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="dissolved",
        verbose_name=_("撤销文件"),
    )
    standing_committee = models.BooleanField(_("设常务委员会"), default=False)
    discipline_committee = models.BooleanField(_("设纪委"), default=False)
    is_imported = models.BooleanField(_("存量录入"), default=False)
    # The library would index it by itself, but (tree_id, lft) is unique: each index is written for each
    # row whose numbers a move changes.
    tree_id = models.PositiveIntegerField(editable=False)

    objects = PartyOrganizationManager()

    class MPTTMeta:
        # ``level`` says where the organisation stands; mptt would write its depth over it.
        level_attr = "depth"

    class Meta:
        verbose_name = _("党组织")
        verbose_name_plural = _("党组织")
        ordering = ("tree_id", "lft")
        indexes = tuple(
            # Nearly always empty: rows without a value need not stand in it.
            models.Index(fields=[name], name=f"organization_{name}", condition=Q((f"{name}__isnull", False)))
            for name in ("jurisdiction", "superior", "predecessor", "dissolution")
        )
        constraints = (
            *tree_constraints("organization"),
            models.CheckConstraint(
                name="organization_hosted_once",
                condition=Q(school__isnull=False, jurisdiction=None)
                | Q(school=None, jurisdiction__isnull=False),
                violation_error_message=_("党组织应当登记在一所学校或者一个行政区划之下。"),
            ),
            models.CheckConstraint(
                name="organization_one_superior",
                condition=Q(parent=None) | Q(superior=None, external_superior=""),
                violation_error_message=_("上级党组织只能登记一个：本校上级、校外上级或者系统外上级。"),
            ),
            models.CheckConstraint(
                name="organization_one_outer_superior",
                condition=Q(superior=None) | Q(external_superior=""),
                violation_error_message=_("校外上级和系统外上级只能登记一个。"),
            ),
            models.CheckConstraint(
                name="organization_not_its_own_superior",
                condition=Q(superior=None) | ~Q(superior=F("pk")),
                violation_error_message=_("党组织不能以自己为上级。"),
            ),
            models.UniqueConstraint(
                name="organization_one_per_school",
                fields=["school"],
                condition=Q(level=OrgLevel.SCHOOL, state__in=sorted(LIVE_STATES)),
                violation_error_message=_("一所学校同时只能有一个正常运行的学校级党组织。"),
            ),
            models.UniqueConstraint(
                name="organization_code_once",
                fields=["code"],
                condition=~Q(code=""),
                violation_error_message=_("这个党组织代码已经使用过，代码不重复使用。"),
            ),
            models.CheckConstraint(
                name="organization_dissolved_has_date",
                condition=Q(state=OrgState.DISSOLVED, dissolved_on__isnull=False)
                | (~Q(state=OrgState.DISSOLVED) & Q(dissolved_on=None)),
                violation_error_message=_("撤销的党组织应当登记撤销日期，其他状态不填。"),
            ),
            models.CheckConstraint(name="organization_type_known", condition=Q(type__in=OrgType.values)),
            models.CheckConstraint(name="organization_state_known", condition=Q(state__in=OrgState.values)),
            models.CheckConstraint(name="organization_level_known", condition=Q(level__in=OrgLevel.values)),
        )

    def __str__(self):
        return self.short_name or self.full_name

    def natural_key(self):
        """Return the register number."""
        return (self.number,)

    natural_key.dependencies = ["schools.school", "schools.jurisdiction"]


# The library adds one on (tree_id, lft), which the constraint organization_tree_lft is already.
PartyOrganization._meta.indexes = [
    index for index in PartyOrganization._meta.indexes if index.fields != ["tree_id", "lft"]
]


class OrganizationStatusManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a state by organisation and first day."""

    def get_by_natural_key(self, organization, start):
        """Return the state the organisation entered on ``start``."""
        return self.get(organization__number=organization, period__startswith=start)


@tracked("organization")
class OrganizationStatus(Dated):
    """An organisation is in a state for a period; periods of one organisation never overlap."""

    scope_path = "organization__school"
    jurisdiction_path = "organization__jurisdiction"

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="statuses", verbose_name=_("党组织")
    )
    state = models.CharField(_("状态"), max_length=12, choices=OrgState)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("依据文件")
    )

    objects = OrganizationStatusManager()

    class Meta(Dated.Meta):
        verbose_name = _("党组织状态")
        verbose_name_plural = _("党组织状态")
        ordering = ("organization", "period")
        constraints = (
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="organizationstatus_one_at_a_time",
                expressions=[
                    (same("organization"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("同一党组织同一时间只能有一个状态。"),
            ),
        )

    def __str__(self):
        return f"{self.organization} {self.get_state_display()}"

    def natural_key(self):
        """Return organisation number and first day."""
        return (self.organization.number, self.starts_on.isoformat())

    natural_key.dependencies = ["governance.partyorganization"]
