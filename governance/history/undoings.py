"""Which changes do not stand any more."""

from collections.abc import Iterable

from governance.models import ChangeSet


def standing_undoings(changes: Iterable[int]) -> dict[int, ChangeSet]:
    """Return what took back the changes that do not stand, by the keys of the changes.

    An undoing is itself a change and may be taken back: then what it took back stands again.
    """
    wanted = set(changes)
    if not wanted:
        return {}
    undoings = {one.undoes_id: one for one in ChangeSet.objects.filter(undoes__in=wanted)}
    void = standing_undoings(one.pk for one in undoings.values())
    return {key: one for key, one in undoings.items() if one.pk not in void}
