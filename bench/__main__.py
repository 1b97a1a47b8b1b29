"""``python -m bench``: measure on a county of its own and print tables."""

import argparse
import os
import platform
import sys

import django

from schools.row_security.scope import work_for_everybody


def main() -> None:
    """Prepare the database, then measure and print section by section."""
    wanted = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["LZ_RATE_LIMITS"] = "0"  # nobody reads as fast as pages are measured
    django.setup()
    work_for_everybody()
    from django.utils import timezone

    from bench import database, schools, sections
    from bench.application import with_its_files
    from bench.report import table
    from schools.models import Jurisdiction, School

    on = timezone.localdate()
    was_there = database.ensure()
    _say(f"{database.NAME}: {School.objects.count()} schools, {'reused' if was_there else 'made anew'}")
    _say(f"{platform.machine()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, Python {_python()}")
    place = Jurisdiction.objects.get(code=database.DEFAULT_COUNTY)
    application = with_its_files()
    if "judging" in wanted.sections:
        _say(f"{schools.require_equal_judgements(on)} judgements equal both ways")
        _say(table("Judging", sections.judging(on, every=wanted.every)))
    if "pages" in wanted.sections:
        _say(table("Pages", sections.page_lines(application, place, wanted.requests)))
    if "trees" in wanted.sections:
        _say(table("Trees", sections.tree_lines(place, on, steps=wanted.steps)))
    if "acting" in wanted.sections:
        _say(table("Acting", sections.acting_lines(application, place, wanted.requests)))
    if "plans" in wanted.sections:
        _say(table("Plans", sections.plan_lines(place, on)))
    if "chart" in wanted.sections:
        _say(table("Chart", sections.chart_lines(application, place, on)))
    if "intake" in wanted.sections:
        _say(table("Intake", sections.intake_lines(place)))
    if "oversight" in wanted.sections:
        _say(table("Oversight", sections.oversight_lines(application, on, wanted.requests)))
    if "fixtures" in wanted.sections:
        _say(table("Fixtures", sections.fixture_lines(on)))
    _say(f"\nload at the end {os.getloadavg()[0]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = ("judging", "pages", "trees", "acting", "plans", "chart", "intake", "oversight", "fixtures")
    parser.add_argument("sections", nargs="*", default=list(names), metavar="SECTION", help=" ".join(names))
    parser.add_argument("--every", type=int, default=4, help="walk only every n-th school object by object")
    parser.add_argument("--requests", type=int, default=100, help="requests per page")
    parser.add_argument("--steps", type=int, default=200, help="steps of each thread on the tree")
    wanted = parser.parse_args()
    if unknown := set(wanted.sections) - set(names):
        parser.error(f"unknown section: {', '.join(sorted(unknown))}")
    return wanted


def _python() -> str:
    return platform.python_version()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
