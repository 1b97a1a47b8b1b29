"""Who does something, when it takes effect, why, and on which document."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.models import ChangeSet, Document

if TYPE_CHECKING:
    from governance.domain.batch import Batch
    from governance.rules.results import Judgement


@dataclass
class Rehearsal:
    """What would stand in the way: an act that is only tried collects it instead of being refused.

    Where ``is_read`` is false nobody looks at what the act leaves on record before it is taken back, so none
    of it is written.
    """

    refusing: list["Judgement"] = field(default_factory=list)
    asking: list["Judgement"] = field(default_factory=list)
    caused: tuple["Judgement", ...] = ()
    cured: tuple["Judgement", ...] = ()
    kept: tuple["Judgement", ...] = ()
    is_read: bool = True


@dataclass
class Act:
    """What every operation is told and what it reports back.

    Args:
        actor: the signed-in user; None is the system itself (imports, nightly jobs).
        today: the day on which the act is recorded.
        effective_on: the day from which the change holds; not after ``today``.
        reason: why, where a rule asks for it.
        document: the document the act is based on.
        version: the ``School.version`` the person saw; a newer one refuses the act as stale.
        rehearsal: set when the act is tried and rolled back afterwards: rules are noted, not enforced.
        batch: the batch the operation is a part of; the batch locks, judges and records for all of them.
        is_judged_next: set where another act follows in the same transaction and judges what both wrote.

    ``change_set`` is filled in when the operation is done.

    """

    actor: Any
    today: date
    effective_on: date | None = None
    reason: str = ""
    document: Document | None = None
    version: int | None = None
    rehearsal: Rehearsal | None = None
    batch: "Batch | None" = None
    is_judged_next: bool = False
    change_set: ChangeSet | None = None

    @property
    def on(self) -> date:
        """The day from which the change holds."""
        return self.effective_on or self.today

    def check_dates(self) -> None:
        """Refuse a future day: what is to happen later is a plan, and must not show before its day.

        Raises:
            ValidationError: if the act would take effect after today.

        """
        if self.on > self.today:
            raise ValidationError(
                _("生效日期 %(day)s 晚于今天。将来的调整请到生效之日再办理。"), params={"day": self.on}
            )
