"""The chart as something to work on, for those who may."""

from governance.presentation.editor import Editor
from governance.presentation.structure import Structure
from governance.views.errand import Errand


def editor_for(errand: Errand, structure: Structure, seen: int) -> Editor | None:
    """Return the editor of the school's chart; None for who only looks, and for another day than today.

    ``seen`` is the key of the newest change the page shows.
    """
    if errand.past() or not errand.verdict(None):
        return None
    school, plan = errand.school, errand.plan
    return Editor(
        structure=structure,
        version=plan.version if plan else school.version,
        seen=seen,
        on=structure.on,
        offers=lambda action: bool(errand.verdict(action)),
        plan=plan,
    )
