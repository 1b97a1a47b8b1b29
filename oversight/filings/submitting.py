"""Hand a structure in."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_edit
from governance.domain.locks import lock_schools
from governance.domain.refusals import Denied, Refused, Stale
from oversight.canonical import fingerprint
from oversight.choices.filing import FilingAction, FilingKind, FilingState
from oversight.filings.content import Content, filing_content
from oversight.models import Filing
from oversight.rounds.following import filing_followed
from schools.models import School


@dataclass(frozen=True)
class Draft:
    """What would be handed in now; ``sha256`` names exactly this."""

    content: Content
    sha256: str


def filing_draft(school: School, on: date) -> Draft:
    """Return what the school would hand in on ``on``; nothing is written."""
    content = filing_content(school, on, store=False)
    return Draft(content, fingerprint(content))


@transaction.atomic
def filing_submit(
    *, user: User, school: School, kind: str, year: int, on: date, note: str = "", seen: str | None = None
) -> Filing:
    """Freeze the school as it is and hand it in.

    Args:
        user: an administrator of the school.
        school: with its jurisdiction.
        kind: yearly or after a change.
        year: the year it is for.
        on: today.
        note: what the school says with it.
        seen: the fingerprint of what the person looked at; None asks nothing.

    Raises:
        Denied: if it is not the user's school.
        Refused: if one is waiting already.
        Stale: if the structure changed since the person looked.

    """
    if not (verdict := may_edit(user, school)):
        raise Denied(verdict.reason)
    lock_schools([school.pk])
    if school.filings.filter(state=FilingState.SUBMITTED).exists():
        raise Refused(_("学校已经有一份备案等待审核，请先撤回再重新报送。"))
    content = filing_content(school, on, store=True)
    digest = fingerprint(content)
    if seen is not None and seen != digest:
        raise Stale(_("学校的结构或者检查发现在您打开页面之后有变化，下面是最新的内容，请核对后再报送。"))
    filing = Filing(
        school=school,
        jurisdiction=school.jurisdiction,
        kind=FilingKind(kind),
        year=year,
        note=note.strip(),
        content=content,
        sha256=digest,
        checked_on=on,
        rules_version=content["rules_version"],
        findings_n=sum(not row["is_waived"] for row in content["findings"]),
        submitted_by=user,
    )
    filing.full_clean()
    filing.save()
    filing.entries.create(action=FilingAction.SUBMIT, text=note.strip(), actor=user)
    filing_followed(filing=filing, user=user, text=note)
    return filing
