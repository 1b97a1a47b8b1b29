"""Whether the frozen result of a round is still what it was."""

from collections.abc import Iterator

from oversight.canonical import fingerprint
from oversight.choices.round import RoundState
from oversight.models import Round


def is_unchanged(round_: Round) -> bool:
    """Tell whether the result still has the fingerprint it was frozen with."""
    return fingerprint(round_.result) == round_.sha256


def altered_rounds() -> Iterator[Round]:
    """Yield the closed rounds whose result is no longer what was frozen."""
    rows = Round.objects.filter(state=RoundState.CLOSED).order_by("pk")
    return (one for one in rows.iterator(chunk_size=10) if not is_unchanged(one))
