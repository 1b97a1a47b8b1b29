"""The form behind a row of the register: its own fields and those of the act."""

from typing import Any

from django import forms

from governance.forms.act import ActForm


class RowForm(ActForm, forms.ModelForm):
    """A model form that never saves: what it holds goes to an operation."""

    def changes(self) -> dict[str, Any]:
        """Return the model fields whose value differs from the stored one."""
        own = {f.name for f in self._meta.model._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in own}

    def given(self, *names: str) -> dict[str, Any]:
        """Return the named values as keywords for an operation."""
        return {name: self.cleaned_data[name] for name in names}
