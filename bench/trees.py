"""Many hands on one tree: wrong nodes after threads insert and move without agreeing beforehand.

The long run takes the lock every operation takes and saves as operations save, without judging the
school each time; a shorter one goes through the operations as a whole, as a form does. Beside them the
tree library as it comes: the same steps, a transaction around each, no lock.
"""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import count
from time import perf_counter

from django.core.exceptions import ValidationError
from django.db import Error, connection, models, transaction
from mptt.exceptions import InvalidMove
from mptt.models import MPTTModel, TreeForeignKey

from governance.choices import OrgType
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.founding import organization_draft
from governance.domain.locks import lock_schools
from governance.domain.units import unit_create, unit_move
from governance.models import PartyOrganization
from schools.choices import UnitKind
from schools.domain.trees import wrong_nodes
from schools.models import Jurisdiction, School, Unit
from schools.periods import open_period

THREADS = 6
STEPS = 200
_INSERTS = 0.5
_FIRST_CODE = 8_000_000

Step = Callable[[random.Random], None]


@dataclass(frozen=True)
class Outcome:
    """What became of the steps, and of the tree; ``misled`` nodes have wrong descendants."""

    done: int
    refused: int
    failed: int
    misled: int
    wrong: int | None
    seconds: float


def bare_schools(place: Jurisdiction, number: int) -> list[School]:
    """Return new schools with nothing in them."""
    return [
        School.objects.create(
            code=f"213{_FIRST_CODE + nth}", name=f"测量用第{nth}小学", type_code="21", jurisdiction=place
        )
        for nth in range(number)
    ]


def units_by_operations(school: School, on: date, *, threads: int = THREADS, steps: int = STEPS) -> Outcome:
    """Let threads insert and move units of one school through the operations."""
    unit_create(act=_act(on), school=school, name="校区", kind=UnitKind.CAMPUS)

    def step(chance: random.Random) -> None:
        units = list(Unit.objects.filter(school=school).order_by("pk"))
        parent = chance.choice(units)
        if chance.random() < _INSERTS:
            unit_create(act=_act(on), school=school, name="组", kind=UnitKind.GRADE, parent=parent)
        else:
            unit_move(act=_act(on), unit=chance.choice(units), parent=parent)

    tally, seconds = _together(step, threads, steps)
    return _outcome(tally, seconds, Unit, len(wrong_nodes(Unit)))


def units_under_lock(school: School, on: date, *, threads: int = THREADS, steps: int = STEPS) -> Outcome:
    """Let threads insert and move units of one school under its lock, with the model's own save."""
    serial = count(1)
    root = {"school": school, "kind": UnitKind.GRADE, "period": open_period(on)}
    save_checked(Unit(number=f"{school.code}-U0", name="校区", **root))

    def step(chance: random.Random) -> None:
        with transaction.atomic():
            lock_schools([school.pk])
            units = list(Unit.objects.filter(school=school).order_by("pk"))
            parent, position = chance.choice(units), next(serial)
            if chance.random() < _INSERTS:
                number = f"{school.code}-U{position}"
                unit = Unit(number=number, name="组", parent=parent, position=position, **root)
            else:
                unit = chance.choice(units)
                if unit.parent_id != parent.pk:  # a move puts last; the same place stays
                    unit.parent, unit.position = parent, position
            save_checked(unit)

    tally, seconds = _together(step, threads, steps)
    return _outcome(tally, seconds, Unit, len(wrong_nodes(Unit)))


def _act(on: date) -> Act:
    return Act(actor=None, today=on)


def organizations_of_many_schools(
    schools: list[School], superior: PartyOrganization, on: date, *, threads: int = THREADS
) -> Outcome:
    """Let threads found an organisation in each of the schools."""
    waiting = list(schools)  # list.pop is atomic

    def step(_chance: random.Random) -> None:
        school = waiting.pop()
        organization_draft(
            act=_act(on),
            school=school,
            type=OrgType.BRANCH,
            full_name=f"中共{school.name}支部委员会",
            superior=superior,
        )

    tally, seconds = _together(step, threads, len(schools) // threads)
    return _outcome(tally, seconds, PartyOrganization, len(wrong_nodes(PartyOrganization)))


class PlainNode(MPTTModel):
    """A node of the tree library as it comes."""

    parent = TreeForeignKey("self", models.CASCADE, null=True, related_name="children")

    class Meta:
        app_label = "bench"


def plain_nodes(*, threads: int = THREADS, steps: int = STEPS) -> Outcome:
    """Let threads insert and move plain nodes of one tree; some saves fail in the database."""
    with connection.as_owner(), connection.schema_editor() as editor:
        editor.create_model(PlainNode)
    try:
        PlainNode.objects.create()
        tally, seconds = _together(_plain_step, threads, steps)
        return _outcome(tally, seconds, PlainNode, None)
    finally:
        with connection.as_owner(), connection.schema_editor() as editor:
            editor.delete_model(PlainNode)


def _plain_step(chance: random.Random) -> None:
    with transaction.atomic():
        keys = list(PlainNode.objects.order_by("pk").values_list("pk", flat=True))
        parent = PlainNode.objects.get(pk=chance.choice(keys))
        if chance.random() < _INSERTS:
            PlainNode.objects.create(parent=parent)
            return
        node = PlainNode.objects.get(pk=chance.choice(keys))
        node.parent = parent
        node.save()


def misled_nodes(model: type[MPTTModel]) -> int:
    """Count the nodes whose descendants by the tree's numbers are not those by ``parent``."""
    rows = list(model._base_manager.values_list("pk", "parent_id", "tree_id", "lft", "rght"))
    parents = {pk: parent for pk, parent, *_ in rows}
    by_parent: dict[int, set[int]] = {pk: set() for pk in parents}
    for pk in parents:
        for above in _above(pk, parents):
            by_parent[above].add(pk)
    trees: dict[int, list[tuple[int, int]]] = {}
    for pk, _, tree, left, _ in rows:
        trees.setdefault(tree, []).append((left, pk))
    return sum(
        {other for place, other in trees[tree] if left < place < right} != by_parent[pk]
        for pk, _, tree, left, right in rows
    )


def _above(pk: int, parents: dict[int, int | None]) -> set[int]:
    found, above = set(), parents[pk]
    while above is not None and above not in found:
        found.add(above)
        above = parents[above]
    return found


def _together(step: Step, threads: int, steps: int) -> tuple[Counter[str], float]:
    """Run the steps in all threads at once; count what was done, refused and failed."""

    def run(seed: int) -> Counter[str]:
        chance, tally = random.Random(seed), Counter[str]()  # noqa: S311 -- repeatable, no secret
        try:
            for _nth in range(steps):
                tally[_tried(step, chance)] += 1
        finally:
            connection.close()
        return tally

    start = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        tallies = list(pool.map(run, range(threads)))
    return sum(tallies, Counter[str]()), perf_counter() - start


def _tried(step: Step, chance: random.Random) -> str:
    try:
        step(chance)
    except (InvalidMove, ValidationError):
        return "refused"
    except Error:
        return "failed"
    return "done"


def _outcome(tally: Counter[str], seconds: float, model: type[MPTTModel], wrong: int | None) -> Outcome:
    return Outcome(tally["done"], tally["refused"], tally["failed"], misled_nodes(model), wrong, seconds)
