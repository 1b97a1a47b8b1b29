"""What is measured, section by section, as lines of the report."""

from collections.abc import Callable, Iterator
from datetime import date

from bench import (
    acting,
    charts,
    desk,
    dragging,
    fixtures,
    intake,
    oversight,
    pages,
    papers,
    plans,
    province,
    schools,
    trees,
)
from bench.database import DEFAULT_COUNTY, scratch_copy
from bench.measuring import Timings, percentile
from bench.report import Line, milliseconds, times, whole_seconds
from schools.models import Jurisdiction, School

_BY_OPERATIONS = 20
#: Unguarded steps are few: most of their time they wait for each other in deadlocks.
_UNGUARDED = 40
_FOUNDED = 60


def judging(on: date, *, every: int) -> Iterator[Line]:
    """One school and the county, beside the same facts gathered object by object."""
    one, together = schools.school_by_school(on), schools.county_judged(on)
    swept, number = schools.county_swept(on), School.objects.count()
    yield _school_line("one school: facts and all rules", one)
    plain = schools.object_by_object(on, joined=False, every=every)
    joined = schools.object_by_object(on, joined=True, every=every)
    for name, way in (("object by object", plain), ("the same with select_related", joined)):
        ratio = times(way.timings.percentile(50), one.timings.percentile(50))
        yield _school_line(f"  {name}", way, f"{ratio} as long as ours")
    county = together.timings.percentile(50)
    yield _county_line(f"county of {number} schools: facts and all rules", together)
    yield _county_line("county swept, findings stored", swept)
    for name, way in (("object by object", plain), ("the same with select_related", joined)):
        share = number / len(way.timings.seconds)
        yield Line(
            f"  {name}, all schools",
            whole_seconds(way.seconds * share),
            queries=str(round(way.queries * share)),
            beside=f"{times(way.seconds * share, county)} as long as ours",
        )


def _school_line(name: str, way: schools.Way, beside: str = "") -> Line:
    p50, p95 = (milliseconds(way.timings.percentile(share)) for share in (50, 95))
    return Line(name, p50, p95, str(round(way.queries / len(way.timings.seconds))), beside)


def _county_line(name: str, way: schools.Way) -> Line:
    p50, p95 = (whole_seconds(way.timings.percentile(share)) for share in (50, 95))
    return Line(name, p50, p95, str(way.queries))


def page_lines(application: Callable, place: Jurisdiction, requests: int) -> Iterator[Line]:
    """Pages through the WSGI stack."""
    for visit in pages.visits(application, place, requests):
        p50, p95 = (milliseconds(visit.timings.percentile(share)) for share in (50, 95))
        fewest, most = min(visit.queries), max(visit.queries)
        queries = str(most) if fewest == most else f"{fewest}-{most}"
        yield Line(visit.name, p50, p95, queries, f"{visit.size // 1024} KB")


def tree_lines(place: Jurisdiction, on: date, *, steps: int) -> Iterator[Line]:
    """Wrong nodes after many threads worked on one tree, in a copy of the database."""
    with scratch_copy():
        locked, operated, *many = trees.bare_schools(place, 2 + _FOUNDED)
        superior = place.organizations.get(type="upper")
        name, threads = "units of one school, lock and save", trees.THREADS
        yield _tree_line(f"{name}, {threads} x {steps}", trees.units_under_lock(locked, on, steps=steps))
        few = min(steps, _BY_OPERATIONS)
        operations = trees.units_by_operations(operated, on, steps=few)
        yield _tree_line(f"units of one school, whole operations, {threads} x {few}", operations)
        founded = trees.organizations_of_many_schools(many, superior, on)
        yield _tree_line(f"organisations founded in {_FOUNDED} schools, {threads} threads", founded)
        few = min(steps, _UNGUARDED)
        yield _tree_line(f"  plain django-mptt, no lock, {threads} x {few}", trees.plain_nodes(steps=few))


def _tree_line(name: str, outcome: trees.Outcome) -> Line:
    wrong = outcome.misled if outcome.wrong is None else outcome.wrong + outcome.misled
    done = f"{outcome.done} done, {outcome.refused} refused, {outcome.failed} failed"
    return Line(name, whole_seconds(outcome.seconds), beside=f"{wrong} wrong nodes; {done}")


def plan_lines(place: Jurisdiction, on: date, *, rounds: int = 40) -> Iterator[Line]:
    """A plan of sixty steps tried, beside the same acts done one by one."""
    with scratch_copy():
        big = plans.big_school(place, on)
        plan = plans.plan_of(big, on)
        tried, queries = plans.previewed(plan, on, rounds=rounds)
        each, more = plans.one_by_one(big, plan.author, on, rounds=max(rounds // 12, 1))
        name = f"preview of {plans.STEPS} steps, {big.nodes} nodes"
        yield _timed(name, tried, queries)
        ratio = times(each.percentile(50), tried.percentile(50))
        yield _timed("  the same acts one by one", each, more, f"{ratio} as long as the preview")


def _timed(name: str, timings: Timings, queries: int, beside: str = "") -> Line:
    p50, p95 = (milliseconds(timings.percentile(share)) for share in (50, 95))
    return Line(name, p50, p95, str(queries), beside)


def acting_lines(application: Callable, place: Jurisdiction, requests: int) -> Iterator[Line]:
    """Cards dropped on others at the largest school, in a copy of the database."""
    with scratch_copy():
        for name, timings, queries in acting.moves(application, place, requests):
            work = milliseconds(percentile(timings.work, 50))
            yield _timed(f"dropped: {name}", timings, queries, f"Python at work for {work}")


def chart_lines(application: Callable, place: Jurisdiction, on: date, *, rounds: int = 10) -> Iterator[Line]:
    """Charts of large schools on the server and in a browser, in a copy of the database."""
    with scratch_copy():
        for size, school in zip(charts.SIZES, trees.bare_schools(place, len(charts.SIZES)), strict=True):
            charts.fill(school, size, on)
            for measured in (
                *charts.drawn_by_the_server(school, on, rounds=rounds),
                *charts.opened_in_a_browser(application, school, rounds=rounds),
            ):
                p50, p95 = (milliseconds(measured.timings.percentile(share)) for share in (50, 95))
                yield Line(f"{size} nodes: {measured.name}", p50, p95, beside=measured.beside)
            rest, *drags = dragging.dragged(application, school)
            for frames, beside in ((rest, rest.beside), *((one, one.compared(rest)) for one in drags)):
                p50, p95 = (milliseconds(percentile(frames.intervals, share)) for share in (50, 95))
                yield Line(f"{size} nodes: {frames.name}", p50, p95, beside=beside)


def intake_lines(place: Jurisdiction) -> Iterator[Line]:
    """A county taken out as a workbook and in again, in a copy of the database."""
    with scratch_copy():
        for step in intake.taken_in(place):
            yield Line(step.name, whole_seconds(step.seconds), beside=step.beside)


def oversight_lines(application: Callable, on: date, requests: int) -> Iterator[Line]:
    """The desk of a province of 12,000 schools, in a copy of the database."""
    with scratch_copy():
        place = province.fill(on)
        desk.fill(place, on)
        chosen = oversight.places(place, on)
        trend = None
        for visit in oversight.visits(application, chosen, requests):
            p50, p95 = (milliseconds(visit.timings.percentile(share)) for share in (50, 95))
            fewest, most = min(visit.queries), max(visit.queries)
            queries = str(most) if fewest == most else f"{fewest}-{most}"
            yield Line(visit.name, p50, p95, queries, f"{visit.size // 1024} KB, {visit.work}")
            if visit.name == "province: trends of findings":
                trend = visit.timings.percentile(50)
        plain, queries = oversight.school_by_school(chosen)
        ratio = f"{times(plain, trend)} as long as the page" if trend else ""
        yield Line("  findings of 12 months, school by school", whole_seconds(plain), "", str(queries), ratio)
        yield from _paper_lines(chosen)


def fixture_lines(on: date) -> Iterator[Line]:
    """A county beside ``dumpdata`` of the same rows, and a province of 12,000 schools, each written once."""

    def say(way: str, one: fixtures.Written, beside: str) -> Line:
        return Line(f"county, {way}", whole_seconds(one.seconds), beside=beside)

    yield from fixtures.compared(DEFAULT_COUNTY, say)
    with scratch_copy():
        place = province.fill(on)
        one = fixtures.written(place.code, "ours")
        yield Line("province of 12,000 schools, ours", whole_seconds(one.seconds), beside=one.beside)


def _paper_lines(chosen: oversight.Places) -> Iterator[Line]:
    findings = (("a city", chosen.city.code), ("the province", chosen.province.code))
    asked = [(f"findings of {name}, xlsx", code, "findings", "xlsx") for name, code in findings]
    asked += [
        (f"report of the county, {one}", DEFAULT_COUNTY, "county", one) for one in ("xlsx", "docx", "pdf")
    ]
    for name, code, kind, file_format in asked:
        made = papers.made(code, kind, file_format)
        yield Line(name, whole_seconds(made.seconds), "", "", made.beside)
