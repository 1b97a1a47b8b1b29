"""Buckets empty and fill; rates come from the environment."""

from concurrent.futures import ThreadPoolExecutor
from sys import getswitchinterval, setswitchinterval

import pytest

from config.env import EnvError
from config.limits.buckets import Buckets, Rate
from config.limits.rates import USUAL, rates


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_bucket_empties_and_fills(clock):
    buckets, rate = Buckets(clock=clock), Rate(burst=3, per_minute=60)

    assert [buckets.take("a", rate) for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]
    clock.now = 0.5
    assert buckets.take("a", rate) == 0.5
    clock.now = 1.0
    assert [buckets.take("a", rate), buckets.take("a", rate)] == [0.0, 1.0]
    clock.now = 1_000.0
    assert [buckets.take("a", rate) for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]


def test_each_has_his_own(clock):
    buckets, rate = Buckets(clock=clock), Rate(burst=1, per_minute=1)

    assert [buckets.take(key, rate) for key in "aab"] == [0.0, 60.0, 0.0]


def test_only_so_many_are_remembered(clock):
    buckets, rate = Buckets(most=2, clock=clock), Rate(burst=1, per_minute=1)
    for key in "abc":
        buckets.take(key, rate)

    assert len(buckets) == 2
    assert [buckets.take("b", rate), buckets.take("a", rate)] == [60.0, 0.0]


def test_rates_of_the_machine(monkeypatch):
    monkeypatch.setenv("LZ_RATE_PAGES", "480")

    assert rates() == USUAL | {"pages": Rate(240, 480)}


@pytest.mark.parametrize(("value", "rate"), [("1", Rate(1, 1)), ("0", Rate(1, 1))])
def test_nobody_is_shut_out(value, rate, monkeypatch):
    monkeypatch.setenv("LZ_RATE_WRITES", value)

    assert rates()["writes"] == rate


def test_what_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("LZ_RATE_FILES", "many")

    with pytest.raises(EnvError):
        rates()


def test_threads_take_no_more_than_there_is(clock):
    buckets, rate = Buckets(clock=clock), Rate(burst=500, per_minute=1)
    interval = getswitchinterval()
    setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            waits = list(pool.map(lambda _nth: buckets.take("a", rate), range(2_000)))
    finally:
        setswitchinterval(interval)

    assert waits.count(0.0) == 500
