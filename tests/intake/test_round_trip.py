"""What is taken out is taken in again, and taken out the same."""

from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from governance.exchange.building.sheet import Sheet
from governance.models import ChangeSet
from intake.choices import ImportState
from intake.papers.export import roster_book
from schools.models import Person, School
from tests import factories
from tests.governance.exchange.district import build_district
from tests.intake.sending import apply, errors, send

pytestmark = pytest.mark.django_db


def exported(path, schools=None) -> tuple[bytes, dict[str, list]]:
    roster_book(School.objects.order_by("code") if schools is None else schools, timezone.localdate(), path)
    content = path.read_bytes()
    loaded = openpyxl.load_workbook(BytesIO(content))
    return content, {sheet.title: [[c.value for c in row] for row in sheet.iter_rows()] for sheet in loaded}


def emptied() -> None:
    """Take out all schools with everything in them; the jurisdictions and their organisations stay."""
    from tests.intake.emptied import schools_out

    schools_out()


def test_a_district_comes_back_as_it_went(tmp_path):
    sheet: Sheet = build_district()
    sheet.save()
    content, before = exported(tmp_path / "before.xlsx")
    place = School.objects.first().jurisdiction
    official = factories.grant(factories.user(), place).user
    emptied()
    assert not School.objects.exists()

    row = send(official, place, content)
    assert errors(row) == []
    assert row.state == ImportState.CHECKED, row.problem
    row = apply(row)
    assert row.state == ImportState.DONE, row.problem

    _content, after = exported(tmp_path / "after.xlsx")
    for name in before:
        differing = [(a, b) for a, b in zip(before[name], after[name], strict=True) if a != b]
        assert differing == [], name
    assert after == before
    assert min(map(len, before.values())) > 1, "a sheet with nothing on it proves nothing"
    assert Person.objects.count() == len(before["人员"]) - 1


def test_what_is_taken_out_changes_nothing_where_it_came_from(tmp_path):
    build_district().save()
    content, _before = exported(tmp_path / "before.xlsx")
    place = School.objects.first().jurisdiction
    official = factories.grant(factories.user(), place).user
    sets = ChangeSet.objects.count()

    row = send(official, place, content)
    from intake.presentation.page import ImportPage

    page = ImportPage(row)
    assert errors(row) == []
    assert [(one.name, one.new, one.changed) for one in page.sums if one.new or one.changed] == []
    assert page.touched == 0
    assert page.sums
    assert ChangeSet.objects.count() == sets
