"""What the database refuses, said as people read it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Sentences for what triggers say; declarative constraints carry their own.
TRIGGER_SENTENCES = {
    "organization_parent_in_same_host": gettext_lazy("上级党组织应当在同一所学校；校外的请登记为校外上级。"),
    "organization_chain_without_cycle": gettext_lazy("不能把党组织调整到它自己的下级之下。"),
}


@contextmanager
def speaking_constraints() -> Iterator[None]:
    """Turn what the database refuses into a validation error with a sentence for people."""
    try:
        yield
    except (ProtectedError, RestrictedError) as problem:
        raise ValidationError(_in_use(problem), code="in_use") from problem
    except IntegrityError as problem:
        name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
        raise ValidationError(constraint_sentence(name), code=name) from problem
    except DataError as problem:
        raise ValidationError(_("填写的日期、数字或者文字超出了可以登记的范围，没有保存。")) from problem


def _in_use(problem: ProtectedError | RestrictedError) -> str:
    """Name what still refers to a row that is to be taken out."""
    users = getattr(problem, "protected_objects", None) or getattr(problem, "restricted_objects", ())
    used = _("、").join(sorted({str(one._meta.verbose_name) for one in users}))
    return _("所选内容正在被{used}使用，不能删除。").format(used=used)


def constraint_sentence(name: str) -> str:
    """Return the sentence of the constraint ``name``; one that has none is named."""
    if name in TRIGGER_SENTENCES:
        return str(TRIGGER_SENTENCES[name])
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return _("数据之间有冲突（{name}），没有保存。").format(name=name or "—")
