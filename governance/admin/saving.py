"""Saving goes through the operations of ``governance.domain``; a "no" comes back onto the form."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.desk import CONFLICT
from governance.admin.add_places import AddPlaceMixin
from governance.admin.reporting import report
from governance.admin.rights import has_grant
from governance.admin.scope import ScopedAdmin
from governance.admin.steps import StepsMixin
from governance.domain.act import Act
from governance.domain.locks import StructureMoved
from governance.domain.records import record_correct, record_create
from governance.domain.refusals import Refusal, Stale
from governance.forms.act import ACT_FIELDS
from governance.forms.base import RowForm
from governance.forms.place import Place
from governance.presentation.problem_box import box_of
from privacy.masking import hidden_names

#: What may stop a save; each is shown on the form.
PROBLEMS = (Refusal, ValidationError, StructureMoved)


class OperationAdmin(StepsMixin, AddPlaceMixin, ScopedAdmin):
    """A noun of the register that clerks write."""

    add_form: type[RowForm] = RowForm
    change_form: type[RowForm] = RowForm
    #: Fields of the two forms; those of the act are put below them.
    add_fields: tuple[str, ...] = ()
    change_fields: tuple[str, ...] = ()
    #: Facts shown on the page of a row but not written there.
    shown: tuple[str, ...] = ()
    #: Choices that come from elsewhere than the row's own place: field → queryset of a place.
    choices: dict[str, Callable[[Place, Any], Any]] = {}

    # -- the two ways a noun writes; the record operations unless it has its own ----------------------

    def add_row(self, act: Act, form: Any) -> Any:
        """Write the new row and return it."""
        return record_create(act=act, row=form.instance)

    def change_row(self, act: Act, row: Any, form: Any) -> Iterable[Act]:
        """Write the changes and return the acts that did."""
        changes = form.changes()
        if changes:
            record_correct(act=act, row=row, fields=changes, seen=form.shown)
        return [act]

    # -- rights -------------------------------------------------------------------------------------

    def has_add_permission(self, request):
        """Tell whether there is a place where the user may add a row."""
        roles = ("official",) if self.decides or not self.at_school else ("administrator",)
        roles += ("official",) if self.at_jurisdiction else ()
        return bool(self.add_fields) and has_grant(request.user, *roles)

    def has_change_permission(self, request, obj=None):
        """Tell whether the user may write the row; without a row, whether there is any place to write."""
        if obj is None:
            return has_grant(request.user, "official", "administrator")
        return bool(self.change_fields) and bool(self.verdict(request, obj, decides=self.decides))

    def has_delete_permission(self, request, obj=None):
        """Tell whether the user may take out a row entered by mistake."""
        return bool(self.removable) and self.has_change_permission(request, obj)

    # -- the form -----------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        """Return the row's fields, then those of the act; who only looks sees the row's alone, but for what
        pages mask.
        """
        if obj is None:
            return [(None, {"fields": self.add_fields}), (_("办理信息"), {"fields": ACT_FIELDS})]
        fields = (*self.shown, *self.change_fields)
        if not self.has_change_permission(request, obj):
            own = {f.name for f in self.opts.get_fields()} | {*self.shown}
            own -= {*hidden_names(self.model)}
            return [(None, {"fields": [name for name in fields if name in own]})]
        return [(None, {"fields": fields}), (_("办理信息"), {"fields": ACT_FIELDS})]

    def get_readonly_fields(self, request, obj=None):
        """Return what the form shows without a field."""
        return self.shown if obj is not None else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form of the noun for this place, with what stopped the last try."""
        request.desk = (self.place_of(request, obj), obj)
        kwargs["form"] = self.add_form if obj is None else self.change_form
        form = super().get_form(request, obj, change=change, **kwargs)
        form.place = request.desk[0]
        form.problem = getattr(request, "problem", None)
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only rows of the form's own place that the user may see."""
        place, obj = request.desk
        keep = getattr(obj, db_field.attname, None)
        if db_field.name in self.choices:
            kwargs["queryset"] = self.choices[db_field.name](place, keep)
        else:
            kwargs["queryset"] = place.rows(db_field.related_model, keep=keep)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        """Begin with what a link names, except the place: it belongs to the form as a whole."""
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name not in ("school", "jurisdiction")}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; when an operation says no, show it again with what it said."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PROBLEMS as problem:
            request.problem = problem
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Put the box of a refusal and the buttons of the row on the page."""
        place, _obj = request.desk
        context |= {
            "problem_box": box_of(getattr(request, "problem", None), place),
            "show_save_and_continue": False,
            "show_save_and_add_another": add,
            "place": place,
            "steps": self.steps_for(request, obj) if obj is not None else (),
            "related_links": self.related_links(request, obj) if obj is not None else (),
        }
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        moved = getattr(context["adminform"].form, "differences", ())
        if moved or isinstance(getattr(request, "problem", None), Stale):
            answer.status_code = CONFLICT
        return answer

    # -- saving -------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        """Hand the form to the operation; the row it returns is the one the answer speaks about."""
        act = form.act()
        if change:
            request.acts = list(self.change_row(act, self.get_queryset(request).get(pk=obj.pk), form))
            request.row = obj
        else:
            request.row = self.add_row(act, form)
            request.acts = [act]

    def save_related(self, request, form, formsets, change):
        """Write nothing further: the operation wrote everything."""

    def log_addition(self, request, obj, message):
        """Keep no second log: the change set is the record."""

    def log_change(self, request, obj, message):
        """Keep no second log: the change set is the record."""

    def response_add(self, request, obj, post_url_continue=None):
        """Say what changed and go to the new row, or to the next empty form."""
        self._tell(request)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(self.address("change", request.row.pk))

    def response_change(self, request, obj):
        """Say what changed and stay with the row."""
        self._tell(request)
        return HttpResponseRedirect(self.address("change", obj.pk))

    def _tell(self, request):
        if not any(act.change_set for act in request.acts):
            messages.info(request, _("没有需要保存的修改。"))
        report(request, request.acts)

    def address(self, name: str, *arguments: Any) -> str:
        """Return the address of one of the noun's pages."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=arguments)


def in_turn(act: Act, tries: Iterable[Callable[[Act], Any]]) -> list[Act]:
    """Run several operations of one save, each with an act of its own; the version is compared once."""
    acts = []
    for one in tries:
        own = replace(act, version=act.version if not acts else None, change_set=None)
        one(own)
        acts.append(own)
    return acts
