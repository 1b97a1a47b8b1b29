"""What the database refuses, said as people read it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Sentences for what triggers say; declarative constraints carry their own.
TRIGGER_SENTENCES = {
    "organization_parent_in_same_host": gettext_lazy("上级党组织应当在同一所学校；校外的请登记为校外上级。"),
    "organization_chain_without_cycle": gettext_lazy("不能把党组织调整到它自己的下级之下。"),
}


@contextmanager
def speaking_constraints() -> Iterator[None]:
    """Turn a broken constraint into a validation error with the constraint's own sentence."""
    try:
        yield
    except IntegrityError as problem:
        name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
        raise ValidationError(constraint_sentence(name), code=name) from problem


def constraint_sentence(name: str) -> str:
    """Return the sentence of the constraint ``name``; one that has none is named."""
    if name in TRIGGER_SENTENCES:
        return str(TRIGGER_SENTENCES[name])
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return _("数据之间有冲突（{name}），没有保存。").format(name=name or "—")
