"""How one school stands with one rule that people attest, as a page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import Outcome
from governance.models import Attestation
from governance.rules.declaration import Rule
from governance.rules.results import Judgement
from oversight.models import Statement

#: An attestation that ends within so many days is about to end.
SOON_DAYS = 30

UNATTESTED = "unattested"
LABELS: dict[str, Any] = {
    Outcome.PASS.value: _("符合"),
    Outcome.FAIL.value: _("不符合"),
    Outcome.WAIVED.value: _("已豁免"),
    Outcome.NOT_APPLICABLE.value: _("不适用"),
    Outcome.UNKNOWN.value: _("资料不全"),
    UNATTESTED: _("待核实"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule at a school: the judgement, what was attested last, and what waits to be confirmed."""

    rule: Rule
    on: date
    judgement: Judgement | None = None
    attestation: Attestation | None = None
    statement: Statement | None = None

    @property
    def code(self) -> str:
        """How it stands: an outcome, or that it waits to be attested."""
        if self.judgement is None:
            return Outcome.NOT_APPLICABLE.value
        return UNATTESTED if self.judgement.waits else self.judgement.result.outcome.value

    @property
    def label(self) -> str:
        """The same in words."""
        return str(LABELS[self.code])

    @property
    def is_asked(self) -> bool:
        """Whether somebody's word counts: data rule out neither the rule nor the school."""
        return self.in_force is not None or self.code == UNATTESTED

    @property
    def in_force(self) -> Attestation | None:
        """What was attested and counts today."""
        return (
            self.attestation if self.attestation is not None and self.attestation.holds_on(self.on) else None
        )

    @property
    def expired(self) -> Attestation | None:
        """What was attested and counts no longer."""
        return self.attestation if self.in_force is None else None

    @property
    def is_expiring(self) -> bool:
        """Whether what counts today will soon do so no longer."""
        found = self.in_force
        return found is not None and found.ends_on <= self.on + timedelta(days=SOON_DAYS)
