"""Loading what the rules may know of schools: the frozen facts of ``governance.facts``.

``load_facts`` asks a fixed number of questions of the database, however many schools it is asked for,
and answers for any day: what ended before or begins after the day is not in the facts. The facts of a
school do not depend on which other schools are loaded with it.
"""

from collections.abc import Collection
from datetime import date

from django.utils.translation import override

from governance.domain.facts.assembly import Assembly
from governance.domain.facts.parameters import Proposed, Settings, load_settings
from governance.domain.facts.roles import as_text
from governance.domain.facts.stages import stage_on
from governance.facts import Id, SchoolFacts
from schools.row_security.reasons import NEIGHBOURS
from schools.row_security.scope import across_schools

__all__ = ["Proposed", "Settings", "as_text", "load_facts", "load_settings", "stage_on"]


@across_schools(NEIGHBOURS)
def load_facts(school_ids: Collection[Id], on: date) -> dict[Id, SchoolFacts]:
    """Return the facts of the schools on ``on``; an id that is no school is left out.

    Titles of posts are in the language of the source, whoever asks: they become evidence.
    """
    with override(None):
        assembly = Assembly(sorted(set(school_ids)), on)
        return {row.id: assembly.school(row) for row in assembly.schools}
