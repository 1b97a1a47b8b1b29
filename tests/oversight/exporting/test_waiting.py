"""A file about many people waits in the inbox of everybody who may approve it, and of nobody else."""

import pytest
from django.utils import timezone

from privacy.choices import Purpose
from privacy.exporting.deciding import export_ask, export_decide
from privacy.rights import may_decide
from tests import factories
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db


def test_it_waits_for_who_may_approve(settings):
    settings.EXPORT_LIMIT = 0
    county = factories.county()
    school = factories.school(jurisdiction=county)
    clerk, other = (factories.grant(factories.user(), school).user for _nth in range(2))
    official, second = (factories.grant(factories.user(), county).user for _nth in range(2))
    people = [clerk, other, official, second, factories.user(is_superuser=True), factories.user()]
    for role in ("viewer", "reviewer", "security", "auditor", "system"):
        people.append(factories.grant(factories.user(), county, role).user)
    what = {"people": 1, "purpose": Purpose.WORK, "route": "x", "arguments": {}, "filters": {}}
    for asker, place in ((clerk, school), (official, county)):
        export = export_ask(user=asker, place=place, **what)
        may = [user for user in people if may_decide(user, export)]
        on = timezone.localdate()
        assert [user for user in people if waiting_for(user, on, "export")] == may
        assert asker not in may
        assert [line.url for line in waiting_for(may[0], on, "export")] == [f"/exports/{export.number}/"]

        export_decide(user=may[0], export=export, approves=True, answer="")

        assert [user for user in people if waiting_for(user, on, "export")] == []
