"""PostgreSQL is killed while people write: what they were told is saved is saved."""

import threading

import psycopg
import pytest

from tests.faults.clusters import Cluster

WRITERS = 4
#: Acknowledged writes of each life of the server before it is killed.
ENOUGH = 60


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path / "pg")
    with made.connect() as there:
        there.execute("CREATE TABLE written (number bigint PRIMARY KEY)")
        there.execute("GRANT INSERT ON written TO lz_app")
    return made


class Writer(threading.Thread):
    """Writes numbers of its own, each in a transaction, and remembers which were acknowledged."""

    def __init__(self, cluster, begin):
        super().__init__()
        self.cluster, self.number, self.acknowledged = cluster, begin, []
        self.enough = threading.Event()

    def run(self):
        try:
            with self.cluster.connect(role="lz_app") as there:
                while True:
                    self.number += WRITERS
                    there.execute("INSERT INTO written VALUES (%s)", [self.number])
                    self.acknowledged.append(self.number)
                    if len(self.acknowledged) >= ENOUGH:
                        self.enough.set()
        except psycopg.OperationalError:
            self.enough.set()


def one_life(cluster, begin):
    """Write until the server is killed; return what was acknowledged."""
    writers = [Writer(cluster, begin + nth) for nth in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        assert writer.enough.wait(60)
    cluster.kill()
    for writer in writers:
        writer.join()
    cluster.start()
    return [number for writer in writers for number in writer.acknowledged]


def lost_over(cluster, kills):
    acknowledged = []
    for nth in range(kills):
        acknowledged += one_life(cluster, nth * 10_000_000)
    with cluster.connect() as there:
        stored = {number for (number,) in there.execute("SELECT number FROM written").fetchall()}
    return len(acknowledged), len(set(acknowledged) - stored)


def _is_durable(cluster):
    names = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
    with cluster.connect() as there:
        return [there.execute(f"SHOW {name}").fetchone()[0] for name in names]


def test_nothing_that_was_acknowledged_is_lost_over_two_kills(cluster, record_property):
    assert _is_durable(cluster) == ["on", "on", "on", "on"]

    written, lost = lost_over(cluster, 2)

    assert (written >= 2 * WRITERS * ENOUGH, lost) == (True, 0)
    record_property(
        "scoreboard", f"acknowledged commits lost over kills of PostgreSQL|none|none of {written}"
    )


@pytest.mark.security
@pytest.mark.timeout(1200)
def test_nothing_that_was_acknowledged_is_lost_over_twenty_kills(cluster, record_property):
    written, lost = lost_over(cluster, 20)

    assert lost == 0
    record_property(
        "scoreboard", f"acknowledged commits lost over kills of PostgreSQL|none|none of {written}"
    )
