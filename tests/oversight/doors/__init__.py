"""The doors of ``oversight``, topic by topic.

A topic has ``DOORS``, ``WRITING`` (the routes that take a POST) and ``arguments(school, county)``: what the
addresses of its doors name, made anew for each test.
"""

from tests.oversight.doors import (
    attesting,
    cases,
    evidence,
    filings,
    local_rules,
    notices,
    reminders,
    reports,
    rounds,
    trends,
    waivers,
)

TOPICS = (
    attesting,
    cases,
    evidence,
    filings,
    local_rules,
    notices,
    reminders,
    reports,
    rounds,
    trends,
    waivers,
)

DOORS = {route: door for topic in TOPICS for route, door in topic.DOORS.items()}
WRITING = frozenset(route for topic in TOPICS for route in topic.WRITING)


def arguments(school, county):
    """Return what the addresses name, by the argument's name in the doors."""
    return {name: value for topic in TOPICS for name, value in topic.arguments(school, county).items()}
