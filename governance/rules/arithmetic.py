"""The numbers of elections, meetings and terms, in whole numbers only (docs/judging.md §13).

以上, 不少于 and 不超过 include the number itself; 超过 and 不足 do not. Fractions are compared by
multiplying out, never by dividing into floats.
"""

from datetime import date

from governance.rules.vocabulary import add_months, add_years


def minimum_candidates(seats: int) -> int:
    """Return how many candidates ``seats`` need: at least a fifth of the seats more than the seats."""
    return seats + _at_least(seats, 1, 5)


def election_quorum(electors: int) -> int:
    """Return how many of the electors must be present: not fewer than four fifths."""
    return _at_least(electors, 4, 5)


def half_quorum(members: int) -> int:
    """Return how many members a meeting needs to be held: half of them or more."""
    return _at_least(members, 1, 2)


def two_thirds_quorum(members: int) -> int:
    """Return how many members must be present for a matter of personnel: two thirds or more."""
    return _at_least(members, 2, 3)


def majority(expected: int) -> int:
    """Return how many votes carry a resolution: more than half of those who should be present."""
    return expected // 2 + 1


def excellent_cap(assessed: int) -> int:
    """Return how many assessed members may be graded 优秀: generally not more than a third."""
    return assessed // 3


def term_due_on(start: date, years: int) -> date:
    """Return the day on which a term of ``years`` is due; it is overdue from the next day."""
    return add_years(start, years)


def reminder_on(due: date, lead_months: int = 6) -> date:
    """Return the day from which the upper organisation should have reminded of the election."""
    return add_months(due, -lead_months)


def request_by(due: date, lead_months: int = 2) -> date:
    """Return the last day for the request to hold the election."""
    return add_months(due, -lead_months)


def latest_extension(due: date, months: int = 12) -> date:
    """Return the latest day to which a term may be extended with approval."""
    return add_months(due, months)


def _at_least(count: int, numerator: int, denominator: int) -> int:
    """Return the smallest whole number that is not below ``count * numerator / denominator``."""
    return -(-count * numerator // denominator)
