"""Whose schools the lists of what waits are about, told to the database as keys.

Every topic asks for the schools inside the reader's grants. Asked as subqueries, each is answered anew for
each topic, and the database cannot tell whether one school is meant or twelve thousand. So the query is put
together for a stand-in whose places are marks, and the reader's own keys take the place of the marks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Lookup, Q, QuerySet
from django.utils import timezone

from accounts.choices import SEEING
from accounts.models import User
from accounts.permissions import grants_today
from schools.models import Jurisdiction, School

#: Whoever reaches more jurisdictions than a county has waits for no number that is counted over all of them.
FEW_PLACES = 40
#: The key of the stand-in: a number that stands for nothing else in the query.
STAND_IN = 2_147_480_017


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands in a query for keys: of the schools that grants name, or of the jurisdictions they reach."""

    is_of_schools: bool
    roles: frozenset[str]


class OneOf(Lookup):
    """A column has one of the keys that a mark stands for."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition, with the mark as its parameter."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


def stand_in(*, is_superuser: bool, has_places: bool) -> User:
    """Return the user a query is put together for.

    Args:
        is_superuser: what waits for a superuser is asked without a place.
        has_places: whether grants on jurisdictions count; of a school's people they would only mislead the
            database about how much is asked for.

    """
    user = User(pk=STAND_IN, is_superuser=is_superuser)

    def schools(*roles: str) -> QuerySet[School]:
        named = OneOf(F("pk"), Mark(True, _meant(roles)))
        inside = OneOf(F("jurisdiction"), Mark(False, _meant(roles)))
        return School.objects.filter(named | inside if has_places else named).values("pk")

    def jurisdictions(*roles: str) -> QuerySet[Jurisdiction]:
        return Jurisdiction.objects.filter(OneOf(F("pk"), Mark(False, _meant(roles)))).order_by().values("pk")

    user.granted_schools, user.granted_jurisdictions = schools, jurisdictions
    return user


def _meant(roles: Iterable[str]) -> frozenset[str]:
    return frozenset(str(role) for role in roles or SEEING)


class Reader:
    """Puts a user's keys in the place of the marks."""

    def __init__(self, user: User):
        self.user = user
        self._grants = grants_today(user)
        self._below: dict[int, list[int]] | None = None

    @property
    def shape(self) -> tuple[bool, bool, date]:
        """What the query has to be put together for: ``is_superuser``, ``has_places`` and the day."""
        places = any(grant.jurisdiction_id for grant in self._grants)
        return bool(self.user.is_superuser), places, timezone.localdate()

    @property
    def is_far_reaching(self) -> bool:
        """Whether to count what waits takes as long as the rest of a page."""
        if self.user.is_superuser:
            return Jurisdiction.objects.order_by()[FEW_PLACES:].exists()
        tops = (grant.jurisdiction for grant in self._grants if grant.jurisdiction_id)
        return sum((top.rght - top.lft + 1) // 2 for top in tops) > FEW_PLACES

    def told(self, parameters: Iterable[Any]) -> list[Any]:
        """Return the parameters with the reader in place of the stand-in."""
        return [self._told(value) for value in parameters]

    def _told(self, value: Any) -> Any:
        if isinstance(value, Mark):
            return self._keys(value)
        return self.user.pk if value == STAND_IN else value

    def _keys(self, mark: Mark) -> list[int]:
        grants = [grant for grant in self._grants if grant.role in mark.roles]
        if mark.is_of_schools:
            return sorted({grant.school_id for grant in grants if grant.school_id})
        below = self._reached()
        return sorted({key for grant in grants for key in below.get(grant.jurisdiction_id, ())})

    def _reached(self) -> dict[int, list[int]]:
        """Return the keys of all jurisdictions at or below each one that is granted."""
        if self._below is None:
            granted = {g.jurisdiction_id: g.jurisdiction for g in self._grants if g.jurisdiction_id}
            tops = (Q(tree_id=top.tree_id, lft__range=(top.lft, top.rght)) for top in granted.values())
            rows = Jurisdiction.objects.filter(reduce(or_, tops, Q(pk=None))).order_by()
            found = list(rows.values_list("pk", "tree_id", "lft")) if granted else []
            self._below = {
                key: [pk for pk, tree, lft in found if tree == top.tree_id and top.lft <= lft <= top.rght]
                for key, top in granted.items()
            }
        return self._below
