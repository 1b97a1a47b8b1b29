"""What every noun of the desk keeps to, whoever's it is: filters without oracles, no lost changes."""

from django import forms
from django.core.exceptions import SuspiciousOperation

from accounts.sending.drawn import Drawn

#: What the filters of the admin put after a field's name.
SUFFIXES = ("", "__exact", "__isnull", "__id__exact")
DATE_SUFFIXES = ("", "__year", "__month", "__day", "__gte", "__lt")
CONFLICT = 409


class ListedLookups:
    """Allow what the page's own filters use and nothing else: a filter that answers is an oracle."""

    #: Further lookups that links of our own use.
    link_lookups: tuple[str, ...] = ()

    def lookup_allowed(self, lookup, value, request=None):
        """Tell whether the list may be narrowed so."""
        listed = [f[0] if isinstance(f, list | tuple) else f for f in self.list_filter]
        fields = [name for name in listed if isinstance(name, str)]
        own = {f"{name}{suffix}" for name in fields for suffix in SUFFIXES}
        own |= {getattr(f, "parameter_name", "") for f in listed}
        if self.date_hierarchy:
            own |= {f"{self.date_hierarchy}{suffix}" for suffix in DATE_SUFFIXES}
        return lookup in own or lookup in self.link_lookups


class OwnButtons:
    """A form of the desk does what its buttons say, whatever else is sent with it."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; a change is no way to add.

        Raises:
            SuspiciousOperation: if a button was pressed that no form has.

        """
        if "_saveasnew" in request.POST and not self.save_as:
            raise SuspiciousOperation("this form does not add")
        return super().changeform_view(request, object_id, form_url, extra_context)


class DrawnForm(Drawn, forms.ModelForm):
    """A form of a row without a version."""


class DrawnRows:
    """Rows of the desk that have no version: the form remembers what it showed, the row is locked."""

    change_form_template = "admin/drawn_form.html"

    def get_queryset(self, request):
        """Return the rows; locked where one of them is to be written."""
        rows = super().get_queryset(request)
        is_written = request.method == "POST" and request.resolver_match.kwargs.get("object_id")
        return rows.select_for_update(of=("self",)) if is_written else rows

    def render_change_form(self, request, context, *args, **kwargs):
        """Answer a conflict as one."""
        answer = super().render_change_form(request, context, *args, **kwargs)
        if getattr(context["adminform"].form, "differences", None):
            answer.status_code = CONFLICT
        return answer
