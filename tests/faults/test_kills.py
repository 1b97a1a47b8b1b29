"""PostgreSQL is killed while people write: what they were told is saved is saved."""

import threading

import psycopg
import pytest

from tests.faults.clusters import Cluster
from tests.security.scoreboard import record

WRITERS = 4
#: Acknowledged writes of each life of the server before it is killed.
ENOUGH = 60

#: What makes an acknowledged write one that is on the disk.
DURABLE = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "data_checksums"), "on")


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
    """Return how many numbers were acknowledged in each life, and how many of all of them are lost."""
    lives = [one_life(cluster, nth * 10_000_000) for nth in range(kills)]
    return [len(life) for life in lives], len(missing(cluster, [number for life in lives for number in life]))


def missing(cluster, acknowledged):
    with cluster.connect() as there:
        stored = {number for (number,) in there.execute("SELECT number FROM written").fetchall()}
    return set(acknowledged) - stored


def _is_durable(cluster):
    """Return the settings that matter, as the session of a writer has them."""
    with cluster.connect(role="lz_app") as there:
        return {name: there.execute(f"SHOW {name}").fetchone()[0] for name in DURABLE}


@pytest.mark.parametrize(
    "kills", [2, pytest.param(20, marks=(pytest.mark.security, pytest.mark.timeout(1200)))]
)
def test_nothing_that_was_acknowledged_is_lost(kills, cluster):
    assert _is_durable(cluster) == DURABLE

    written, lost = lost_over(cluster, kills)

    record(f"acknowledged commits lost over {kills} kills of PostgreSQL", "0", f"{lost} of {sum(written)}")
    assert lost == 0
    assert len(written) == kills
    assert min(written) >= WRITERS * ENOUGH
    assert _is_durable(cluster) == DURABLE


def test_what_was_not_acknowledged_would_be_missed(cluster):
    """A number that never reached the table is counted as lost."""
    with cluster.connect() as there:
        there.execute("INSERT INTO written VALUES (1)")

    assert missing(cluster, [1, 2]) == {2}
