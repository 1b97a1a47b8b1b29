"""Ticking the schools of a draft."""

from collections.abc import Collection, Mapping
from typing import Any

from oversight.choices.round import Choosing


def ticked_with(
    selection: Mapping[str, Any], shown: Collection[str], ticked: Collection[str]
) -> dict[str, Any]:
    """Return the selection after one page of schools was ticked; what other pages say stays.

    Args:
        selection: what the draft has so far.
        shown: codes of the schools on the page.
        ticked: codes that were sent; those not on the page are nobody's business.

    """
    kept = set(selection.get("codes", ())) - set(shown)
    codes = sorted(kept | (set(ticked) & set(shown)))
    return {**selection, "choosing": Choosing.TICKED.value, "codes": codes}
