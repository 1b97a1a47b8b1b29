"""What a value would do to the schools below: judged twice with the same facts, nothing is written."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from governance.choices import Outcome, Severity
from governance.domain.facts import Proposed, load_facts, load_settings
from governance.facts import SchoolFacts
from governance.rules.judging import judge
from governance.rules.results import Judgement
from oversight.local_rules.setting import Setting
from schools.models import Jurisdiction, School

#: Of more schools than this a sample is judged, evenly spread over their codes.
MOST = 400
#: Schools whose facts are in memory at a time.
CHUNK = 200

WORSE, BETTER, SEVERITY = "fail", "pass", "severity"


@dataclass(frozen=True, slots=True)
class Difference:
    """A judgement that the proposed value changes."""

    school: School
    kind: str
    before: Judgement
    after: Judgement


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, and at how many of how many schools that was looked at."""

    total: int
    judged: int
    differences: tuple[Difference, ...]

    @property
    def is_sample(self) -> bool:
        """Whether not every school was judged."""
        return self.judged < self.total

    def count(self, kind: str) -> int:
        """How many judgements change in this way."""
        return Counter(d.kind for d in self.differences)[kind]

    def schools(self, kind: str) -> int:
        """At how many schools judgements change in this way."""
        return len({d.school.pk for d in self.differences if d.kind == kind})

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Each way with the number of judgements and of schools."""
        return [(kind, self.count(kind), self.schools(kind)) for kind in (WORSE, BETTER, SEVERITY)]


def preview(place: Jurisdiction, schools: QuerySet[School], setting: Setting, on: date) -> Preview:
    """Judge the schools of the day with and without the setting."""
    path = tuple(place.get_ancestors(include_self=True).values_list("pk", flat=True))
    proposed = Proposed(path, setting.kind, setting.name, setting.value)
    ids = list(schools.order_by("code").values_list("pk", flat=True))
    chosen = ids if len(ids) <= MOST else [ids[n * len(ids) // MOST] for n in range(MOST)]
    found = [
        d
        for start in range(0, len(chosen), CHUNK)
        for d in _judged(chosen[start : start + CHUNK], proposed, on)
    ]
    return Preview(len(ids), len(chosen), tuple(found))


def _judged(ids: list[int], proposed: Proposed, on: date) -> list[Difference]:
    schools = {s.pk: s for s in School.objects.filter(pk__in=ids).order_by("code")}
    facts = load_facts(ids, on)
    settings = load_settings({school.jurisdiction_id for school in schools.values()}, on, proposed)
    found = []
    for pk, school in schools.items():
        new = settings[school.jurisdiction_id]
        then = replace(
            facts[pk],
            params=new.params,
            enforcement=new.enforcement,
            locally_set=new.locally_set,
        )
        found += _differences(school, facts[pk], then)
    return found


def _differences(school: School, now: SchoolFacts, then: SchoolFacts) -> list[Difference]:
    if now.params == then.params and now.locally_set == then.locally_set:
        return []
    before = {j.key: j for j in judge(now)}
    pairs = [(before[j.key], j) for j in judge(then) if j.key in before]
    kinds = [(_kind(was, will), was, will) for was, will in pairs]
    return [Difference(school, kind, was, will) for kind, was, will in kinds if kind]


def _kind(before: Judgement, after: Judgement) -> str:
    """Return how the judgement changes; what a waiver covers counts as failing."""
    if after.fails and not before.fails:
        return WORSE
    if before.fails and not after.fails:
        return BETTER if after.result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE) else ""
    return SEVERITY if after.fails and _level(before) != _level(after) else ""


def _level(judgement: Judgement) -> Severity | None:
    return judgement.result.severity
