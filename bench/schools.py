"""One school judged, and all schools of the county, beside the same rules fed object by object."""

from dataclasses import dataclass, field
from datetime import date

from bench.measuring import Timings, counted
from bench.peer import facts_of
from governance.compliance.sweep import sweep
from governance.domain.facts import load_facts
from governance.rules.judging import judge
from schools.models import School


class JudgedDifferently(AssertionError):
    """The two ways disagree: their times say nothing."""


@dataclass
class Way:
    """One way of judging schools: time of each school, queries altogether."""

    timings: Timings = field(default_factory=Timings)
    queries: int = 0

    @property
    def seconds(self) -> float:
        """Time of all schools one after the other."""
        return sum(self.timings.seconds)


def require_equal_judgements(on: date) -> int:
    """Judge every school both ways and return how many judgements were compared.

    Raises:
        JudgedDifferently: at the first school whose judgements differ.

    """
    facts, compared = load_facts(_ids(), on), 0
    for school in School.objects.order_by("code"):
        ours, theirs = judge(facts[school.pk]), judge(facts_of(school, on, joined=True))
        if ours != theirs:
            differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
            raise JudgedDifferently(f"{school.code}: {differing[:1] or (len(ours), len(theirs))}")
        compared += len(ours)
    return compared


def school_by_school(on: date, *, rounds: int = 3) -> Way:
    """Load and judge every school of the county by itself; the first round only warms up."""
    ids, way = _ids(), Way()
    for pk in ids:
        _judge_one(pk, on)
    with counted() as count:
        for pk in ids * rounds:
            way.timings.take(lambda pk=pk: _judge_one(pk, on))
    way.queries = count.queries
    return way


def object_by_object(on: date, *, joined: bool, every: int = 1) -> Way:
    """Judge every school, or every n-th, by walking its objects."""
    way = Way()
    with counted() as count:
        for school in School.objects.order_by("code")[::every]:
            way.timings.take(lambda school=school: judge(facts_of(school, on, joined=joined)))
    way.queries = count.queries
    return way


def county_judged(on: date, *, rounds: int = 5) -> Way:
    """Load and judge all schools together, storing nothing."""
    ids, way = _ids(), Way()
    for _round in range(rounds):
        with counted() as count:
            way.timings.take(lambda: [judge(facts) for facts in load_facts(ids, on).values()])
    way.queries = count.queries
    return way


def county_swept(on: date, *, rounds: int = 5) -> Way:
    """Sweep the county as the nightly job does: locks, facts, rules, findings stored."""
    way = Way()
    for _round in range(rounds):
        with counted() as count:
            way.timings.take(lambda: list(sweep(School.objects.all(), on)))
    way.queries = count.queries
    return way


def _judge_one(pk: int, on: date) -> None:
    judge(load_facts([pk], on)[pk])


def _ids() -> list[int]:
    return list(School.objects.order_by("code").values_list("pk", flat=True))
