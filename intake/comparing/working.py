"""Work out what a workbook comes to for one school."""

from collections.abc import Iterable, Mapping
from datetime import date

from intake.checking.entries import Reading, read_entries
from intake.comparing.attachments import compare_attachments
from intake.comparing.groups import compare_groups
from intake.comparing.members import compare_members
from intake.comparing.organizations import compare_organizations
from intake.comparing.people import compare_people
from intake.comparing.posts import compare_posts
from intake.comparing.present import Present
from intake.comparing.schools import compare_school, new_school
from intake.comparing.terms import compare_terms
from intake.comparing.titles import settle_titles
from intake.comparing.units import compare_units
from intake.comparing.work import Work
from intake.comparing.world import World
from intake.taking.rows import Row
from schools.models import Jurisdiction, School

#: Each refers to what those before it know. Terms come before those who are elected in them.
_TOPICS = (
    compare_school, compare_units, compare_people, compare_organizations, compare_attachments, compare_groups,
    compare_terms, compare_members, compare_posts, settle_titles,
)  # fmt: skip


def worked_out(
    rows: Iterable[Row],
    code: str,
    *,
    jurisdiction: Jurisdiction,
    on: date,
    today: date,
    answers: Mapping[str, str],
    world: World,
) -> Work:
    """Return what the rows of the school with the ``code`` come to; nothing is written.

    Args:
        on: the day for which the workbook holds: what has no day of its own begins on it.
        today: days after it are refused.
        answers: what people said, by the key of the question.

    """
    reading = read_entries(rows, answers, today)
    school = school_of(code, reading, jurisdiction)
    work = Work(school, reading, Present(school, on), answers, world)
    for compare in _TOPICS:
        compare(work)
    return work


def school_of(code: str, reading: Reading, jurisdiction: Jurisdiction) -> School:
    """Return the school, not saved if it is new."""
    known = School.objects.select_related("jurisdiction").filter(code=code).first()
    if known is not None:
        return known
    entries = reading.entries.get("schools", [])
    if entries:
        return new_school(entries[0], code, jurisdiction)
    return School(code=code, name=code, jurisdiction=jurisdiction)  # its own line is wrong, and that is said
