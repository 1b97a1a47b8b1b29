"""What the record of every handled thing has in common."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.querysets import Scoped


class Entry(Scoped):
    """What was done with something, or said about it: written once, never changed.

    A child names the thing by a foreign key with ``related_name="entries"`` and gives ``action`` its
    choices.
    """

    action = models.CharField(_("办理"), max_length=16)
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

    class Meta:
        abstract = True
        ordering = ("recorded_at", "pk")

    def __str__(self):
        return f"{self.action} {self.text}".strip()


class Handled(Scoped):
    """Something that passes through states by a table of who may do what (``oversight.handling``).

    A child gives ``state`` its choices and its default, and an ``Entry`` of its own. ``version`` counts
    what was done with it: an answer to a page that is out of date is refused.
    """

    state = models.CharField(_("状态"), max_length=16)
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("最后办理"), auto_now=True)

    class Meta:
        abstract = True
