"""Who mends a finding, and by when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from governance.models import Finding
from oversight.cases.touching import working
from oversight.choices.case import CaseAction
from oversight.models import FindingCase
from schools.models import School


def possible_owners(school: School) -> QuerySet[User]:
    """Return who may be put in charge: those who edit the school themselves."""
    grants = {"grants__school": school, "grants__role": GrantRole.ADMINISTRATOR}
    today = {"grants__period__contains": timezone.localdate()}
    return User.objects.filter(is_active=True, **grants, **today).order_by("pk").distinct()


def case_assign(
    *, user: User, finding: Finding, owner: User, text: str = "", version: int | None = None
) -> FindingCase:
    """Put somebody of the school in charge.

    Raises:
        ValidationError: if the person does not edit the school.

    """
    with working(user, finding, CaseAction.ASSIGN, text=text or str(owner), version=version) as case:
        if not possible_owners(case.school).filter(pk=owner.pk).exists():
            raise ValidationError({"owner": _("责任人应当是本校的学校管理员。")})
        case.owner = owner
    return case


def case_set_due(
    *,
    user: User,
    finding: Finding,
    due_on: date,
    today: date,
    text: str = "",
    version: int | None = None,
) -> FindingCase:
    """Set the day by which the finding is to be mended.

    Raises:
        ValidationError: if the day has passed already.

    """
    if due_on < today:
        raise ValidationError({"due_on": _("整改期限不能早于今天。")})
    with working(user, finding, CaseAction.DUE, text=text, version=version) as case:
        case.due_on = due_on
    return case
