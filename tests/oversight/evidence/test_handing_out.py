"""Files are saved, not shown; who may not see the school does not see its files."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories.oversight import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    return factories.evidence(factories.school(), "会议记录（2026年）.pdf")


def test_a_file_comes_back_as_it_was_to_be_saved(client, handed_in):
    client.force_login(factories.grant(factories.user(), handed_in.school).user)

    answer = client.get(reverse("oversight:evidence", args=[handed_in.key]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BC%9A")
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_school_is_not_found(client, handed_in):
    user = factories.grant(factories.user(), factories.school()).user
    client.force_login(user)
    mine = factories.evidence(user.grants.get().school)

    assert b"".join(client.get(reverse("oversight:evidence", args=[mine.key])).streaming_content) == PDF
    assert client.get(reverse("oversight:evidence", args=[handed_in.key])).status_code == 404
