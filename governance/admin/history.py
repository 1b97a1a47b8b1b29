"""The history of a row: the change sets that touched it, instead of Django's own log."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from governance.admin.rights import with_people
from governance.domain.record import Changed
from governance.models import ChangeSet

NEWEST = 100


class HistoryMixin:
    """Shows what operations did to a row, to those who may read the log."""

    def history_view(self, request, object_id, extra_context=None):
        """List the change sets that name the row, the newest first.

        Raises:
            Http404: if the user cannot see the row.

        """
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("变更记录：%(row)s") % {"row": obj},
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            "object": obj,
            "changes": _changes(request.user, obj),
        }
        return TemplateResponse(request, self.object_history_template, context)


def _changes(user, obj):
    if not hasattr(obj, "natural_key"):
        return ChangeSet.objects.none()
    row = Changed.of(obj, {}, {})
    seen = with_people(ChangeSet.objects.visible_to(user), user)
    touched = seen.filter(details__contains=[{"kind": row.kind, "number": row.number}])
    return touched.select_related("actor")[:NEWEST]
