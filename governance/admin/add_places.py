"""Where a new row goes: the school (or jurisdiction) is settled before its form is shown."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.admin.rights import writable_jurisdictions, writable_schools
from governance.forms.place import Place
from governance.models import PartyOrganization
from schools.models import Unit

SHOWN = 40
#: Rows a link may name; the place is theirs.
ANCHORS = {"organization": PartyOrganization, "unit": Unit}


class AddPlaceMixin:
    """Finds the place of an add form in its address, or asks for it."""

    #: Whether rows belong to schools, to jurisdictions, or may belong to either.
    at_school = True
    at_jurisdiction = False
    #: Whether only who decides above the school may write the rows.
    decides = False
    #: Whether a row entered by mistake may be taken out.
    removable = True

    def place_of(self, request, obj: Any) -> Place:
        """Return the place of the row, or of the new row this request is about.

        Raises:
            Http404: if the address names a place where the user writes nothing.

        """
        if obj is not None:
            return self.place(request, obj)
        found = self._named_place(request)
        if found is None:
            raise Http404
        return found

    def add_view(self, request, form_url="", extra_context=None):
        """Show the form, or first the list of places if the address names none and there are several."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self._named_place(request) is None:
            return self._ask_place(request)
        return super().add_view(request, form_url, extra_context)

    def _named_place(self, request) -> Place | None:
        user, today = request.user, timezone.localdate()
        schools = writable_schools(user, decides=self.decides) if self.at_school else None
        areas = writable_jurisdictions(user) if self.at_jurisdiction else None
        for name, model in ANCHORS.items():
            if name in request.GET and self.at_school:
                row = _one(model.objects.visible_to(user), request.GET[name])
                return Place(user, today, school=_one(schools, row.school_id))
        if "school" in request.GET and self.at_school:
            return Place(user, today, school=_one(schools, request.GET["school"]))
        if "jurisdiction" in request.GET and self.at_jurisdiction:
            return Place(user, today, jurisdiction=_one(areas, request.GET["jurisdiction"]))
        return _only_place(user, today, schools, areas)

    def _ask_place(self, request):
        words = request.GET.get("place", "").strip()
        schools = areas = ()
        if self.at_school:
            found = writable_schools(request.user, decides=self.decides)
            schools = _matching(found.order_by("sort_key", "code"), words, "name", "code", "sort_key")
        if self.at_jurisdiction:
            areas = _matching(writable_jurisdictions(request.user), words, "name", "code")
        context = {
            **self.admin_site.each_context(request),
            "title": _("登记%(noun)s：先选择登记在哪里") % {"noun": self.opts.verbose_name},
            "opts": self.opts,
            "schools": schools[:SHOWN],
            "areas": areas[:SHOWN],
            "words": words,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/desk_place.html", context)


def _one(rows, key):
    """Return the row with the key; what is not a key or not among the rows does not exist."""
    try:
        return rows.get(pk=key)
    except (rows.model.DoesNotExist, ValueError, TypeError) as missing:
        raise Http404 from missing


def _only_place(user, today, schools, areas) -> Place | None:
    """Return the place when there is only one."""
    found = [Place(user, today, school=school) for school in (schools[:2] if schools is not None else ())]
    found += [Place(user, today, jurisdiction=area) for area in (areas[:2] if areas is not None else ())]
    return found[0] if len(found) == 1 else None


def _matching(rows, words: str, *fields: str):
    for word in words.split():
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(condition)
    return rows
