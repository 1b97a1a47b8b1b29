"""Who is reminded: the people who have the right on the day.

A school's reminders go to its administrators. Reminders for those above go to the officials of the nearest
jurisdiction that has any: the county's, not the city's and the province's as well.
"""

from collections import defaultdict
from datetime import date

from accounts.models import AccessGrant, GrantRole
from oversight.choices.reminding import To
from oversight.models import Reminder
from schools.models import Jurisdiction, School

NOBODY: frozenset[int] = frozenset()


class Addressees:
    """The users to be reminded on one day, in four queries however many reminders there are."""

    def __init__(self, on: date):
        self._parents = dict(Jurisdiction.objects.order_by().values_list("pk", "parent"))
        self._places = dict(School.objects.order_by().values_list("pk", "jurisdiction"))
        self._administrators = self._of(GrantRole.ADMINISTRATOR, "school", on)
        self._officials = self._of(GrantRole.OFFICIAL, "jurisdiction", on)

    def of(self, reminder: Reminder) -> frozenset[int]:
        """Return the keys of the users the reminder is for."""
        if reminder.to == To.SCHOOL:
            return frozenset(self._administrators.get(reminder.school_id, NOBODY))
        if reminder.to == To.OFFICE:
            return self._nearest(reminder.jurisdiction_id)
        return self._nearest(self._places.get(reminder.school_id))

    def _nearest(self, place: int | None) -> frozenset[int]:
        while place is not None:
            if found := self._officials.get(place):
                return frozenset(found)
            place = self._parents.get(place)
        return NOBODY

    @staticmethod
    def _of(role: GrantRole, scope: str, on: date) -> dict[int, set[int]]:
        grants = AccessGrant.objects.as_of(on).filter(role=role, user__is_active=True)
        found: dict[int, set[int]] = defaultdict(set)
        for place, user in grants.order_by().values_list(scope, "user"):
            found[place].add(user)
        return found
