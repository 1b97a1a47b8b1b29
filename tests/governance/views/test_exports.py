"""Fixtures over the web: nothing is gathered for who may not have them, nor to be asked what they are for."""

import pytest
from django.urls import reverse

from accounts.models import GrantRole
from governance.views import exports
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "status"), [(GrantRole.VIEWER, 403), (GrantRole.ADMINISTRATOR, 200)])
def test_the_scope_is_closed_when_the_file_leaves(client, role, status, monkeypatch):
    closed, scope_of = [], exports.scope_of
    monkeypatch.setattr(exports, "scope_of", lambda place: closed.append(place) or scope_of(place))
    school = factories.school()
    factories.members(2, school, factories.organization(school=school))
    client.force_login(factories.grant(factories.user(), school, role).user)
    place = reverse("governance:school_export", args=[school.code])

    assert (client.get(place).status_code, closed) == (status, [])
    left = client.post(place, {"purpose": "work"})
    left.close()

    assert left.status_code == status
    assert closed == ([school] if status == 200 else [])
