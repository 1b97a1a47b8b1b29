"""A school and a county with rows in every table, and others as rich beside them."""

import pytest


@pytest.fixture
def world(db):
    from tests.security.matrix.lists import furnish  # the applications are not loaded earlier
    from tests.security.matrix.visitors import build

    made = build(with_far=True)
    furnish(made)
    attach()
    return made


def attach():
    """Put rows into the tables that hang on others and have no list of their own."""
    from intake.models import ImportPart, RosterImport
    from oversight import models as oversight

    file = oversight.Evidence.objects.first()
    part = {"number": 1, "code": "2133010001", "name": "演示", "rows": []}
    ImportPart.objects.create(roster_import=RosterImport.objects.first(), **part)
    oversight.FindingCase.objects.first().files.add(file)
    oversight.NoticeItem.objects.first().files.add(file)
    oversight.Statement.objects.first().evidence.add(file)
    oversight.WaiverRequest.objects.first().evidence.add(file)
    oversight.ReportPart.objects.create(report=oversight.Report.objects.first(), number=1, schools=1, rows=[])
