"""What the page of one request shows."""

from datetime import date

from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict
from governance.models import Finding, Waiver
from governance.presentation.findings import FindingRow, finding_rows
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule
from oversight.choices.waiver_request import WaiverState
from oversight.models import WaiverEntry, WaiverRequest
from oversight.waivers.asking import finding_of, key_of
from oversight.waivers.effects import effects
from oversight.waivers.lists import WaiverRow, with_renewals
from oversight.waivers.states import COURSE, OPEN, TABLE


class WaiverPage:
    """A request as one reader sees it today."""

    def __init__(self, request: WaiverRequest, user: User, today: date):
        self.request, self.user, self.today = request, user, today

    @property
    def rule(self) -> Rule | None:
        """The rule it is about."""
        return all_rules().get(self.request.rule)

    @cached_property
    def finding(self) -> Finding | None:
        """The finding, if the rule fails now."""
        return finding_of(self.request)

    @cached_property
    def finding_row(self) -> FindingRow | None:
        """The finding as people read it."""
        return finding_rows([self.finding], self.user, mending=False)[0] if self.finding else None

    @cached_property
    def waiver(self) -> WaiverRow | None:
        """The waiver it came to, with what it does today."""
        found = with_renewals(Waiver.objects.filter(request=self.request)).select_related("school").first()
        if found is None:
            return None
        return WaiverRow(found, effects([found], self.today)[found.pk], self.today)

    @cached_property
    def nth(self) -> int:
        """How many waivers of the same fault there were before what is asked here."""
        if self.waiver is not None:
            return self.waiver.waiver.renewals
        return Waiver.objects.filter(**key_of(self.request)).count()

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do now, and why not."""
        return {action.value: COURSE.may(self.user, self.request, action) for action in TABLE}

    @property
    def may_renew(self) -> bool:
        """Whether to go on can be asked for: the fault is still there and nobody has asked yet."""
        return bool(self.may["renew"]) and self.finding is not None and not self.is_renewed

    @property
    def may_revoke(self) -> bool:
        """Whether there is something to end early."""
        return bool(self.may["revoke"]) and self.waiver is not None and self.waiver.days_left > 0

    @cached_property
    def is_renewed(self) -> bool:
        """Whether somebody has asked to go on with it, and that was not the end of it."""
        return self.request.renewals.filter(state__in=(*OPEN, WaiverState.GRANTED)).exists()

    @cached_property
    def entries(self) -> list[WaiverEntry]:
        """What was done, the oldest first."""
        return list(self.request.entries.select_related("actor"))
