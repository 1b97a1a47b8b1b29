"""The case of a finding: made when somebody first does something about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.models import User
from governance.models import Finding
from oversight.cases.states import COURSE
from oversight.choices.case import CaseAction
from oversight.handling import handling, locked
from oversight.models import FindingCase

RELATED = ("finding__school__jurisdiction", "owner")


def case_of(finding: Finding) -> FindingCase:
    """Return the case, as it would be made where nobody has touched the finding yet.

    The finding comes with its case (``select_related``), or it is looked up.
    """
    case = getattr(finding, "case", None) or FindingCase(finding=finding, episode=finding.reopened)
    case.state = case.work  # what the table is asked about
    return case


def case_touch(finding: Finding) -> FindingCase:
    """Return the locked case, on record and brought to the present appearance of the finding."""
    known, _is_new = FindingCase.objects.get_or_create(
        finding_id=finding.pk, defaults={"episode": finding.reopened}
    )
    case = locked(known, RELATED)
    case.state = case.work
    if not case.is_current:
        case.episode, case.due_on, case.reminded_on = case.finding.reopened, None, None
    case.save()
    return case


@contextmanager
def working(
    user: User, finding: Finding, action: CaseAction, *, text: str = "", version: int | None = None
) -> Iterator[FindingCase]:
    """Hand out the case to be written on; afterwards it is where the table says, and on record.

    Raises:
        Stale: if something was done since the person looked.
        Denied: if it is not the user's to do, or not as the work stands.

    """
    with transaction.atomic():
        case = case_touch(finding)
        with handling(COURSE, user, case, action, text=text, version=version, related=RELATED) as fresh:
            yield fresh
