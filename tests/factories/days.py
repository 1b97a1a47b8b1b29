"""The days of the tests, and what numbers and names are made from."""

from datetime import date
from itertools import count

#: The day on which the tests look.
ON = date(2026, 6, 1)
FOUNDED = date(2020, 3, 15)
TERM_START = date(2024, 3, 15)
EMPLOYED = date(2015, 9, 1)

_numbers = count(1)


def next_number() -> int:
    """Return a number nobody has had."""
    return next(_numbers)


def demo_name(number: int) -> str:
    """Return an invented name: 演示 and the number written in the ten heavenly stems."""
    return "演示" + "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
