"""The form behind a row of the register: its own fields and those of the act."""

from copy import copy
from typing import Any

from django import forms

from accounts.sending.drawn import Drawn
from governance.forms.act import ActForm


class RowForm(Drawn, ActForm, forms.ModelForm):
    """A model form that never saves: what it holds goes to an operation.

    Of a row it remembers what it showed; ``differences`` is what somebody else has changed since.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shown = copy(self.instance)  # the check of the form writes into the instance
        if self.differences:
            self.see_newest()

    def changes(self) -> dict[str, Any]:
        """Return the model fields whose value differs from the stored one."""
        own = {f.name for f in self._meta.model._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in own}

    def given(self, *names: str) -> dict[str, Any]:
        """Return the named values as keywords for an operation."""
        return {name: self.cleaned_data[name] for name in names}
