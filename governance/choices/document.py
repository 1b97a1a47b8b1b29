"""Closed lists of values of documents. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    """What a document decides."""

    APPROVAL = "approval", _("批复")
    NOTICE = "notice", _("通知")
    APPOINTMENT = "appointment", _("任免文件")
    DISSOLUTION = "dissolution", _("撤销文件")
    EXTENSION = "extension", _("延期换届批复")
    PARTY_MEETING_RULES = "party_meeting_rules", _("党组织会议议事规则")
    PRINCIPAL_MEETING_RULES = "principal_meeting_rules", _("校长办公会议议事规则")
    OTHER = "other", _("其他")


class IssuerKind(TextChoices):
    """What a named outside issuer is."""

    COMMITTEE = "committee", _("党委（党工委）")
    OTHER = "other", _("其他")
