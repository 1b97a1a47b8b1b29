"""The buttons of a row: each leads to a small form and from there to one operation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from governance.admin.reporting import report
from governance.domain.act import Act
from governance.domain.locks import StructureMoved
from governance.domain.records import record_remove
from governance.domain.refusals import Refusal
from governance.forms.act import ActForm
from governance.presentation.problem_box import box_of


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a row.

    Args:
        name: its word in the address.
        label: the button.
        run: calls the operation with the act, the row and the checked values of the form.
        form: what is asked; date, reason and document are part of it.
        offered: whether the row is in a state for it.
        decides: whether it belongs to who decides above the school.
        text: what will happen, above the form.

    """

    name: str
    label: Any
    run: Callable[[Act, Any, dict[str, Any]], Any]
    form: type[ActForm] = ActForm
    offered: Callable[[Any], bool] = lambda row: True
    decides: bool = False
    text: Any = ""
    grave: bool = False


class StepsMixin:
    """Shows the steps of a row and carries them out."""

    steps: tuple[Step, ...] = ()
    #: Links to forms that add something to the row: label, noun, query.
    additions: tuple[tuple[Any, str, Callable[[Any], str]], ...] = ()

    def steps_for(self, request, obj) -> list[tuple[Step, str]]:
        """Return the steps open to the user on the row, with their addresses."""
        return [
            (step, self.address("step", obj.pk, step.name))
            for step in self.steps
            if step.offered(obj) and self.verdict(request, obj, decides=step.decides)
        ]

    def related_links(self, request, obj) -> list[tuple[Any, str]]:
        """Return the forms that add something to the row; an empty query says: not in its state."""
        if not self.verdict(request, obj):
            return []
        return [
            (label, f"{reverse(f'admin:{noun}_add')}?{asked}")
            for label, noun, query in self.additions
            if (asked := query(obj))
        ]

    def get_urls(self):
        """Add the address of the steps."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        view = self.admin_site.admin_view(self.step_view)
        return [path("<int:pk>/step/<slug:name>/", view, name=name), *super().get_urls()]

    def step_view(self, request, pk: int, name: str):
        """Ask what the step needs and take it; a refusal shows the form again."""
        obj = self.get_object(request, str(pk))
        step = next((step for step in self.steps if step.name == name), None)
        if obj is None or step is None:
            raise Http404
        return self.run_step(request, obj, step)

    def delete_view(self, request, object_id, extra_context=None):
        """Take out a row entered by mistake, through the operation that records it."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_delete_permission(request, obj):
            raise PermissionDenied
        return self.run_step(request, obj, REMOVAL, after=self.address("changelist"))

    def run_step(self, request, obj, step: Step, after: str = ""):
        """Show the form of a step, or take the step.

        Raises:
            PermissionDenied: if the step is not the user's to take.

        """
        if not self.verdict(request, obj, decides=step.decides or self.decides):
            raise PermissionDenied
        form, act = self._step_form(request, obj, step), None
        problem = None
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    act = form.act()
                    step.run(act, obj, form.cleaned_data)
            except (Refusal, ValidationError, StructureMoved) as said:
                problem = said
                form = self._step_form(request, obj, step, problem)
                form.is_valid()
            else:
                report(request, [act])
                return HttpResponseRedirect(after or self.address("change", obj.pk))
        return self._show_step(request, obj, step, form, problem)

    def _step_form(self, request, obj, step: Step, problem: Exception | None = None) -> ActForm:
        attributes = {"place": self.place(request, obj), "problem": problem, "row": obj}
        bound = type(step.form.__name__, (step.form,), attributes)
        return bound(request.POST) if request.method == "POST" else bound()

    def _show_step(self, request, obj, step: Step, form: ActForm, problem: Exception | None):
        fields = [name for name in form.fields if name != "act_version"]
        adminform = AdminForm(form, [(None, {"fields": fields})], {})
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "step": step,
            "form": form,
            "adminform": adminform,
            "errors": form.errors,
            "back_url": self.address("change", obj.pk),
            "problem_box": box_of(problem, form.place),
            "media": self.media + adminform.media,
        }
        return TemplateResponse(request, "admin/desk_step.html", context)


REMOVAL = Step(
    "remove",
    _("删除误录"),
    lambda act, row, _data: record_remove(act=act, row=row),
    text=_("只用于删除录入错误的资料。事实发生了变化的，请办理终止、撤销或者转出，历史会保留下来。"),
    grave=True,
)
