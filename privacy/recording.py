"""Keep a person's data longer than usual, and let it go again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from privacy.models import LegalHold
from privacy.rights import may_serve
from schools.models import Person


def hold_place(*, user: User, person: Person, reason: str) -> LegalHold:
    """Let nothing of the person be erased until the hold is lifted.

    Raises:
        PermissionDenied: if the user does not answer for the person's data.
        ValidationError: without a reason, or if there is a hold already.

    """
    _require(user, person)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two clicks at once must not both find none
        hold = LegalHold(person=person, reason=reason.strip(), placed_by=user)
        hold.full_clean()
        hold.save()
    return hold


def hold_lift(*, user: User, person: Person) -> LegalHold:
    """Let the usual time count again.

    Raises:
        PermissionDenied: if the user does not answer for the person's data.
        ValidationError: if there is no hold.

    """
    _require(user, person)
    with transaction.atomic():
        hold = LegalHold.objects.select_for_update().filter(person=person, lifted_at=None).first()
        if hold is None:
            raise ValidationError(_("这个人的资料没有登记保留。"))
        hold.lifted_by, hold.lifted_at = user, timezone.now()
        hold.save(update_fields=["lifted_by", "lifted_at"])
    return hold


def _require(user: User, person: Person) -> None:
    verdict = may_serve(user, person)
    if not verdict:
        raise PermissionDenied(verdict.reason)
