"""What the pages of grants show: the list, one grant, one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.grants import reach
from accounts.grants.abilities import Ability, abilities
from accounts.grants.delegation import TABLE, may_be_given_to, may_keep, may_switch
from accounts.models import AccessGrant, GrantEvent, GrantRole, User
from accounts.permissions import Verdict, grants_today

PAGE_SIZE = 50
NEWEST = 30
RUNNING, COMING, ENDED = "running", "coming", "ended"
STATES = {RUNNING: _("有效"), COMING: _("未开始"), ENDED: _("已结束")}


def state_of(grant: AccessGrant, on: date) -> str:
    """Return whether the grant holds on the day, will hold or held."""
    if grant.holds_on(on):
        return RUNNING
    return COMING if grant.starts_on > on else ENDED


def in_state(grants: QuerySet, state: str, on: date) -> QuerySet:
    """Keep the grants in the state; all of them if there is no such state."""
    conditions = {
        RUNNING: Q(period__contains=on),
        COMING: Q(period__startswith__gt=on),
        ENDED: Q(period__endswith__lte=on),
    }
    return grants.filter(conditions.get(state, Q()))


class GrantList:
    """The grants a keeper looks after, as he filtered them."""

    def __init__(self, keeper: User, asked: QueryDict, on: date):
        self.keeper, self.on = keeper, on
        self.words = asked.get("q", "").strip()[:60]
        self.state = asked.get("state", RUNNING)
        self.role = asked.get("role", "")
        self.number = asked.get("page", "1")
        self.states, self.roles = STATES.items(), GrantRole.choices

    @cached_property
    def page(self) -> Page:
        """The grants of the page asked for."""
        found = in_state(reach.grants_of(self.keeper), self.state, self.on)
        if self.role in GrantRole.values:
            found = found.filter(role=self.role)
        if self.words:
            names = ("user__username", "user__display_name", "school__name", "school__code")
            names += ("jurisdiction__name", "jurisdiction__code", "organization__full_name")
            wanted = Q()
            for name in names:
                wanted |= Q((f"{name}__icontains", self.words))
            found = found.filter(wanted)
        return Paginator(found.order_by("user__username", "pk"), PAGE_SIZE).get_page(self.number)

    @property
    def rows(self) -> list[tuple[AccessGrant, str, Any]]:
        """The grants with their state."""
        return [(g, state_of(g, self.on), STATES[state_of(g, self.on)]) for g in self.page.object_list]

    @property
    def query(self) -> str:
        """The filter, for the links to other pages."""
        asked = QueryDict(mutable=True)
        asked.update({"q": self.words, "state": self.state, "role": self.role})
        return asked.urlencode()


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant of a person, and what it lets him do today."""

    grant: AccessGrant
    state: str
    label: Any
    abilities: list[Ability]
    gives: list[Any]
    may_keep: Verdict


class PersonPage:
    """What one person may see and do: for himself, or for who keeps his grants."""

    def __init__(self, keeper: User, person: User, on: date):
        self.keeper, self.person, self.on = keeper, person, on

    @cached_property
    def rows(self) -> list[GrantRow]:
        """His grants in the keeper's sight, those of today first."""
        related = ("user", "jurisdiction", "school__jurisdiction", "organization__school__jurisdiction")
        seen = AccessGrant.objects.visible_to(self.keeper).filter(user=self.person).select_related(*related)
        order = list(STATES)
        rows = [self._row(grant) for grant in seen.order_by("-period")]
        return sorted(rows, key=lambda row: order.index(row.state))

    def _row(self, grant: AccessGrant) -> GrantRow:
        state = state_of(grant, self.on)
        holds = state == RUNNING and self.person.is_active
        gives = [GrantRole(role).label for role in TABLE[grant.role]] if holds else []
        may = may_keep(self.keeper, grant)
        return GrantRow(
            grant, state, STATES[state], abilities(self.person, grant.scope) if holds else [], gives, may
        )

    @property
    def may_leave(self) -> bool:
        """Whether there is a grant that the keeper may end."""
        is_other = may_be_given_to(self.keeper, self.person)
        return bool(is_other) and any(row.may_keep and row.state != ENDED for row in self.rows)

    @cached_property
    def may_switch(self) -> Verdict:
        """Whether the keeper may switch the account off and on."""
        return may_switch(self.keeper, self.person)

    @property
    def sees_nothing(self) -> bool:
        """Whether the person has no right at all today."""
        return not self.person.is_superuser and not (self.person.is_active and grants_today(self.person))

    @cached_property
    def events(self) -> list[GrantEvent]:
        """What was done to his grants and his account, the newest first."""
        return list(reach.events_of(self.keeper).filter(user=self.person)[:NEWEST])
