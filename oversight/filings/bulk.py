"""Accept many filings at once, after a look at which can be and which cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Denied, Verdict
from governance.domain.refusals import Refusal
from oversight.choices.filing import FilingAction
from oversight.filings.deciding import filing_accept
from oversight.filings.numbers import next_numbers
from oversight.filings.states import COURSE
from oversight.models import Filing


@dataclass(frozen=True, slots=True)
class Prospect:
    """One filing, and whether it can be accepted with the others."""

    filing: Filing
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Preview:
    """The filings that can be accepted, and the others with the reason."""

    able: tuple[Prospect, ...]
    unable: tuple[Prospect, ...]


def preview(user: User, filings: Iterable[Filing], *, with_findings: bool) -> Preview:
    """Tell what would be accepted; filings with findings are left to a look at each unless asked for."""
    found = [Prospect(one, _verdict(user, one, with_findings)) for one in filings]
    return Preview(tuple(one for one in found if one.verdict), tuple(one for one in found if not one.verdict))


def _verdict(user: User, filing: Filing, with_findings: bool) -> Verdict:
    verdict = COURSE.may(user, filing, FilingAction.ACCEPT)
    if verdict and filing.findings_n and not with_findings:
        return Denied(_("有{n}项检查发现，请打开逐份审核。").format(n=filing.findings_n))
    return verdict


def filings_accepted(
    *, user: User, filings: Iterable[Filing], on: date, with_findings: bool, text: str = ""
) -> int:
    """Accept each filing that can be, under the next free numbers, and return how many those were."""
    done = 0
    for one in preview(user, filings, with_findings=with_findings).able:
        filing = one.filing
        number = next_numbers(filing.jurisdiction, filing.year)[0]
        try:
            with transaction.atomic():
                filing_accept(user=user, filing=filing, number=number, on=on, text=text)
        except (Refusal, ValidationError):  # somebody was faster, or what was kept is damaged
            continue
        done += 1
    return done
