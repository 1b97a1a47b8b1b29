"""Show what is masked, once and for a minute, to who says why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from audit.events import revealed
from privacy.forms.revealing import RevealForm
from privacy.masking import MASK

#: Seconds after which the page masks the values again.
SECONDS = 60
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Reveal:
    """What a page knows of it: the form, and whether this answer shows the values."""

    form: RevealForm
    shows: bool
    seconds: int = SECONDS
    mask: str = MASK

    @property
    def status(self) -> int:
        """The status of the page."""
        return UNPROCESSABLE if self.form.is_bound and not self.shows else 200


def asked_reveal(
    request: HttpRequest, subject: str, subject_id: object, fields: Iterable[str], *, school_id: int | None
) -> Reveal:
    """Return whether the request asks to see masked values, with a reason; then it is on record.

    Args:
        request: a POST asks, anything else does not.
        subject: the table of the row, as the audit calls it.
        subject_id: its key.
        fields: what will be shown.
        school_id: the school it belongs to.

    The caller has made sure that the user may see them. A request without a reason shows nothing.

    """
    if request.method != "POST":
        return Reveal(RevealForm(), shows=False)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return Reveal(form, shows=False)
    revealed(subject, subject_id, list(fields), form.cleaned_data["reason"], school_id=school_id)
    return Reveal(form, shows=True)
