"""Numbers of Party members, with those whose data are incomplete kept apart."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from schools.choices import PoliticalStatus

#: Fewer people of one kind than this are not told apart above the schools.
SMALL_CELL = 5


@dataclass(frozen=True, slots=True)
class Members:
    """Full, probationary and unclear members of a branch."""

    full: int = 0
    probationary: int = 0
    unclear: int = 0

    def __add__(self, other: "Members") -> "Members":
        return Members(
            self.full + other.full, self.probationary + other.probationary, self.unclear + other.unclear
        )

    @property
    def total(self) -> int:
        """All members: the unclear ones are members too, only their stage is unclear."""
        return self.full + self.probationary + self.unclear

    @property
    def coarse(self) -> str:
        """The parts for those above the schools; none where one is so small that it points at people."""
        parts = (self.full, self.probationary, self.unclear)
        if any(0 < part < SMALL_CELL for part in parts):
            return _("有不足%(n)d人的分项，不列出") % {"n": SMALL_CELL}
        return str(self)

    def __str__(self) -> str:
        parts = [_("正式党员%(n)d人") % {"n": self.full}]
        if self.probationary:
            parts.append(_("预备党员%(n)d人") % {"n": self.probationary})
        if self.unclear:
            parts.append(_("资料不全%(n)d人") % {"n": self.unclear})
        return _("、").join(parts)


def stage_conditions(on: date, prefix: str = "") -> tuple[Q, Q, Q]:
    """Return what makes a person a full member, a probationary one, a member at all.

    The same definition as ``governance.domain.facts.stages``, for queries that the ORM writes; a test
    keeps the two equal.
    """

    def where(**conditions) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    alive = (where(party_left_on=None) | where(party_left_on__gt=on)) & (
        where(died_on=None) | where(died_on__gt=on)
    )
    listed = where(political_status__in=(PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY)) & alive
    to_come = where(political_status=PoliticalStatus.FULL) & where(full_on__gt=on)
    joined = where(joined_on__lte=on) | (where(joined_on=None) & ~to_come)
    full = listed & where(full_on__lte=on)
    on_probation = where(political_status=PoliticalStatus.PROBATIONARY) | where(full_on__gt=on)
    probationary = listed & where(joined_on__lte=on) & ~where(full_on__lte=on) & on_probation
    return full, probationary, listed & joined
