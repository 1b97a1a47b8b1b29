"""The form of an action: its arguments, then when, why and on which paper."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.actions.arguments import Argument, Kind
from governance.actions.references import Resolver, reference_to
from governance.actions.values import value_of
from governance.choices import DocumentKind
from governance.domain.refusals import Stale
from governance.forms.act import ACT_FIELDS, PAPER_FIELDS, PaperForm
from governance.forms.asking import date_input, field_for
from governance.forms.offers.scene import Scene
from governance.forms.parts import PartForms

#: What a form may begin with: names of the organisation or unit it is opened on.
OWN_VALUES = ("full_name", "short_name", "name")


class ActionForm(PaperForm):
    """What is asked for one action on one node.

    ``arguments`` are the answers as a step keeps them, ``values`` as the operation takes them. In a plan
    (``plan``) day, reason and document are the plan's own and are not asked.
    """

    paper_needed = False

    def __init__(
        self,
        scene: Scene,
        resolver: Resolver,
        *,
        plan: Any = None,
        problem: Exception | None = None,
        **kwargs: Any,
    ):
        self.scene, self.resolver, self.plan = scene, resolver, plan
        self.action, self.place, self.problem = scene.action, scene.place, problem
        self.paper_needed = self.action.paper and self.action.decides and plan is None
        if self.action.name == "organization_dissolve":
            self.paper_kind = DocumentKind.DISSOLUTION
        self.arguments: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        super().__init__(**kwargs)
        self._settle_fields()
        self.parts = {
            argument.name: PartForms(scene, argument, self.data if self.is_bound else None)
            for argument in self.asked
            if argument.kind == Kind.BRANCHES
        }

    @property
    def asked(self) -> Iterator[Argument]:
        """The arguments the form has to ask: all but the node."""
        return (one for one in self.action.arguments if one.name != self.action.subject)

    def _settle_fields(self) -> None:
        for argument in self.asked:
            if argument.kind != Kind.BRANCHES:
                self.fields[argument.name] = self._own_value(argument, field_for(self.scene, argument))
        self.order_fields([one.name for one in self.asked])
        for name in self._superfluous():
            del self.fields[name]
        for name in {"act_on", "paper_issued_on"} & self.fields.keys():
            self.fields[name].widget = date_input()
        for name in {"act_reason", "paper_number"} & self.fields.keys():
            self.fields[name].widget = forms.TextInput(attrs=self._plain_attributes(name))
        if "act_on" in self.fields:
            self.fields["act_on"].required = False  # what is dropped on a chart holds from today
        if self.plan is not None:
            self.fields["act_version"].initial = self.plan.version
            if isinstance(self.problem, Stale):
                self.see_newest()

    def _superfluous(self) -> list[str]:
        if self.plan is not None:
            return [*(name for name in ACT_FIELDS if name != "act_version"), *PAPER_FIELDS]
        return [] if self.action.paper else [*PAPER_FIELDS]

    def _plain_attributes(self, name: str) -> dict[str, Any]:
        """Return what the form before has set on the field, without the looks of the desk."""
        kept = self.fields[name].widget.attrs
        return {key: value for key, value in kept.items() if key in ("maxlength", "autofocus")}

    def _own_value(self, argument: Argument, field: forms.Field) -> forms.Field:
        """Begin a new name with the old one where the node itself is renamed."""
        if self.action.name.endswith("_rename") and argument.name in OWN_VALUES:
            field.initial = getattr(self.scene.node, argument.name, "")
        return field

    def clean(self) -> dict[str, Any]:
        """Resolve every answer; what is wrong with one stands beside its field."""
        cleaned = super().clean()
        self.values[self.action.subject], self.arguments[self.action.subject] = self.scene.node, self.subject
        for argument in self.asked:
            self._take(argument, self._as_json(argument, cleaned))
        return cleaned

    @property
    def subject(self) -> str:
        """The reference to the node."""
        return reference_to(self.scene.node, self.scene.made)

    def _as_json(self, argument: Argument, cleaned: dict[str, Any]) -> Any:
        if argument.name in self.parts:
            return self.parts[argument.name].answers()
        value = cleaned.get(argument.name)
        return value.isoformat() if argument.kind == Kind.DATE and value else value

    def _take(self, argument: Argument, answer: Any) -> None:
        if answer in (None, "", [], False):
            return
        try:
            self.values[argument.name] = value_of(argument, answer, self.resolver)
        except ValidationError as problem:
            self.add_error(argument.name if argument.name in self.fields else None, problem)
        else:
            self.arguments[argument.name] = answer

    def is_valid(self) -> bool:
        """Tell whether the form and each of its parts may be saved."""
        parts = [parts.is_valid() for parts in self.parts.values()] if self.is_bound else []
        return super().is_valid() and all(parts)
