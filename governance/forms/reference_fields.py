"""Fields whose values are references: what they offer is a help, what they take is decided afterwards."""

from typing import Any

from django import forms


class ReferenceField(forms.ChoiceField):
    """One row of the register by its reference.

    A row that is not offered is not refused here: whether it exists for the person, and whether the act
    is allowed with it, is answered with a reason by the resolver and the operation.
    """

    widget = forms.Select

    def valid_value(self, value: Any) -> bool:
        """Take every text; the resolver knows what it refers to."""
        return True


class ReferencesField(forms.MultipleChoiceField):
    """Several rows, likewise."""

    widget = forms.CheckboxSelectMultiple

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not list(self.choices)

    def valid_value(self, value: Any) -> bool:
        """Take every text; the resolver knows what it refers to."""
        return True
