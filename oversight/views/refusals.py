"""Say on a form what stood in the way; nothing typed is lost."""

from django import forms
from django.core.exceptions import ValidationError

from governance.domain.refusals import Refusal

#: What may stand in the way of an act.
PROBLEMS = (Refusal, ValidationError)


def put_on(form: forms.Form, problem: Exception) -> None:
    """Put what was said beside the field it is about, else above the form."""
    if isinstance(problem, Refusal):
        form.add_error(None, problem.message)
    elif hasattr(problem, "error_dict"):
        for name, errors in problem.error_dict.items():
            form.add_error(name if name in form.fields else None, [m for e in errors for m in e.messages])
    elif isinstance(problem, ValidationError):
        form.add_error(None, problem.messages)
    else:
        raise problem
