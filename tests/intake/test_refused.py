"""A file that is refused for what is in it is sent anew, not tried again; what may pass is tried again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from intake.books.refusing import NotTaken
from intake.books.sentences import sentence
from intake.choices import ImportState
from intake.running import reading
from intake.running.ordering import import_remove, import_resume
from tests import factories
from tests.intake.sending import book, send

pytestmark = pytest.mark.django_db
EMPTY = book(人员=[("姓名", "政治面貌")])


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


def steps(client, row):
    """Return whether the page of the import offers to go on, and where a file is sent anew."""
    client.force_login(row.asked_by)
    page = client.get(reverse("intake:import", args=[row.key])).text
    goes_on = reverse("intake:import_act", args=[row.key, "resume"])
    return f'action="{goes_on}"' in page, "重新上传</a>" in page


def test_a_file_with_nothing_in_it_is_sent_anew(client, school, clerk):
    row = send(clerk, school, EMPTY)

    assert (row.state, row.problem) == (ImportState.REFUSED, sentence(NotTaken("nothing")))
    assert steps(client, row) == (False, True)
    with pytest.raises(ValidationError):
        import_resume(row=row)


def test_it_is_sent_anew_where_it_was_sent_from(client, school):
    official = factories.grant(factories.user(), school.jurisdiction).user
    row = send(official, school.jurisdiction, EMPTY)
    client.force_login(official)

    page = client.get(reverse("intake:import", args=[row.key])).text

    there = reverse("intake:jurisdiction_imports", args=[school.jurisdiction.code])
    assert f'<a class="btn btn-primary btn-sm" href="{there}">重新上传</a>' in page


def test_what_took_too_long_may_be_tried_again(client, school, clerk, monkeypatch):
    def slow(*_file):
        raise NotTaken("slow")

    monkeypatch.setattr(reading, "open_book", slow)
    row = send(clerk, school, EMPTY)

    assert (row.state, steps(client, row)) == (ImportState.FAILED, (True, False))
    import_resume(row=row)
    row.refresh_from_db()
    assert row.state == ImportState.QUEUED


def test_it_can_be_thrown_away(school, clerk):
    row = send(clerk, school, EMPTY)

    import_remove(row=row)

    assert not clerk.imports.exists()
