"""What every page of a set-up has: forms, an answer to what was sent, and what stood in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict

from governance.domain.act import Act
from governance.domain.refusals import Refusal
from governance.setup.wizard import Wizard


@dataclass(frozen=True, slots=True)
class Done:
    """Something was written: what to say, and whether to go on to the next step."""

    message: str = ""
    goes_on: bool = True


class Page:
    """One step for one school; ``data`` is what was sent, None while the page is only looked at."""

    slug: ClassVar[str]

    def __init__(self, wizard: Wizard, data: QueryDict | None, query: Mapping[str, str]):
        self.wizard, self.data, self.query = wizard, data, query
        self.problem: Refusal | None = None

    @property
    def template(self) -> str:
        """The template of the step."""
        return f"governance/setup_{self.slug}.html"

    def submit(self) -> Done | None:
        """Do what was asked; None shows the page again, with errors or with what was tried.

        Raises:
            Refusal, ValidationError: as the operations say.

        """
        raise NotImplementedError

    def take(self, problem: Exception) -> None:
        """Keep what the domain said: beside the fields it is about, or for the box above the form."""
        if isinstance(problem, ValidationError):
            self._beside_fields(problem)
        else:
            self.problem = problem if isinstance(problem, Refusal) else Refusal(str(problem))

    @property
    def main_form(self) -> forms.Form:
        """The form that the answer of the domain belongs to."""
        raise NotImplementedError

    @property
    def has_errors(self) -> bool:
        """Whether something has to be put right before anything is written."""
        return bool(self.problem or self.main_form.errors)

    def act(self) -> Act:
        """Return the act of the user, today."""
        return Act(actor=self.wizard.user, today=self.wizard.on)

    def _beside_fields(self, problem: ValidationError) -> None:
        form = self.main_form
        errors = problem.error_dict if hasattr(problem, "error_dict") else {None: problem.error_list}
        for name, found in errors.items():
            known = name if name in form.fields and name != NON_FIELD_ERRORS else None
            for error in found:
                form.add_error(known, error)
