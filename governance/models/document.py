"""Approvals and other documents that decisions refer to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import DocumentKind, IssuerKind
from schools.history import tracked
from schools.models import Jurisdiction, School
from schools.querysets import Scoped, ScopedQuerySet


class DocumentManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Finds a document by its register number."""

    def get_by_natural_key(self, register_number):
        """Return the document with the register number."""
        return self.get(register_number=register_number)


@tracked("school")
class Document(Scoped):
    """A document referred to: number, date and who issued it."""

    scope_path = "school"
    jurisdiction_path = "jurisdiction"

    register_number = models.CharField(_("登记号"), max_length=24, unique=True, editable=False)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("学校")
    )
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("行政区划"),
    )
    kind = models.CharField(_("种类"), max_length=24, choices=DocumentKind, default=DocumentKind.APPROVAL)
    title = models.CharField(_("标题"), max_length=160, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    issuer = models.ForeignKey(
        "governance.PartyOrganization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_documents",
        verbose_name=_("印发党组织"),
    )
    issuer_name = models.CharField(_("其他印发单位"), max_length=120, blank=True)
    issuer_kind = models.CharField(_("其他印发单位性质"), max_length=12, choices=IssuerKind, blank=True)

    objects = DocumentManager()

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ("register_number",)
        constraints = (
            models.CheckConstraint(
                name="document_belongs_somewhere",
                condition=Q(school__isnull=False, jurisdiction=None)
                | Q(school=None, jurisdiction__isnull=False),
                violation_error_message=_("文件应当登记在一所学校或者一个行政区划之下。"),
            ),
            models.CheckConstraint(name="document_kind_known", condition=Q(kind__in=DocumentKind.values)),
        )

    def __str__(self):
        return self.document_number or self.title or self.register_number

    def natural_key(self):
        """Return the register number."""
        return (self.register_number,)

    natural_key.dependencies = ["schools.school", "schools.jurisdiction"]
