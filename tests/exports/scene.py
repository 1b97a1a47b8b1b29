"""A county with two schools whose structure is known, and one outside of it."""

from dataclasses import dataclass
from datetime import date

from schools.choices import SchoolState
from schools.models import School
from tests import factories
from tests.structures import Structure, general_branch


@dataclass
class County:
    """The county, its two schools, the branch of the smaller one, and a school of elsewhere."""

    place: object
    large: Structure
    small: object
    branch: object
    outside: Structure
    official: object


def made() -> County:
    """Return the county, made anew."""
    place = factories.county()
    large = general_branch(factories.school(jurisdiction=place, name="演示第一中学"))
    small = factories.school(jurisdiction=place, name="演示第二小学")
    branch = factories.organization(school=small, full_name="中共演示第二小学支部委员会")
    factories.term(branch)
    factories.members(3, small, branch)
    elsewhere = factories.jurisdiction("330110", "余杭区", "county")
    outside = general_branch(factories.school(jurisdiction=elsewhere, name="外县中学"))
    for one in (large.school, small, outside.school):
        factories.finding(one, "ORG-005", severity="error")
    official = factories.grant(factories.user(), place).user
    return County(place, large, small, branch, outside, official)


def close(school: School, on: date) -> None:
    """Put down that the school is closed on the day; one that lies ahead is planned."""
    School.objects.filter(pk=school.pk).update(state=SchoolState.CLOSED, closed_on=on)
