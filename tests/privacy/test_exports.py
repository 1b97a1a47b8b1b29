"""Files with people in them leave with a purpose, a stamp and a line in the register; large ones with two."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import GrantRole
from audit.choices import Action
from audit.models import AuditRecord
from privacy.choices import ExportState, Purpose
from privacy.exporting.deciding import export_ask, export_decide, export_take
from privacy.exporting.names import NAMES
from privacy.models import DataExport
from tests import factories
from tests.security.matrix.commands import EXPORTS

pytestmark = pytest.mark.django_db
#: Exports that ask for nothing, each with the reason.
NO_PEOPLE = {
    "intake:template_xlsx": "a form to be filled in",
    "intake:import_marked_xlsx": "what the reader sent himself, with what is wrong marked",
    "audit:records_csv": "values about people are masked in it; reading it is on record",
    "oversight:calendar": "dates of bodies, under an address only its owner knows",
    "oversight:evidence": "a paper that somebody handed in, as it is",
}


def address(school):
    return reverse("governance:school_export", args=[school.code])


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def asked(user, place, **changes):
    what = {"people": 3, "purpose": Purpose.WORK, "route": "governance:school_export", "filters": {}}
    what |= {"arguments": {"code": getattr(place, "code", "")}} | changes
    return export_ask(user=user, place=place, **what)


def test_every_export_is_named_or_excused():
    assert NAMES.keys() | NO_PEOPLE.keys() == EXPORTS


def test_the_purpose_is_asked_and_the_people_are_counted(client, school, clerk, member):
    client.force_login(clerk)
    answer = client.get(address(school))

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert answer.context["offer"].people == 1
    assert member.name not in answer.text
    assert not DataExport.objects.exists()


@pytest.mark.parametrize("said", [{}, {"purpose": "nothing"}, {"purpose": "other", "note": "  "}])
def test_without_a_purpose_nothing_leaves(client, school, clerk, said):
    client.force_login(clerk)
    answer = client.post(address(school), said)

    assert answer.status_code == 422
    assert not DataExport.objects.exists()


def test_what_leaves_is_on_record_with_its_fingerprint(client, school, clerk, member):
    client.force_login(clerk)
    answer = client.post(f"{address(school)}?a=1", {"purpose": "other", "note": "核对名册"})
    file, found = content(answer), DataExport.objects.get()

    assert member.name in file.decode()
    assert (found.user, found.school, found.people, found.state) == (clerk, school, 1, ExportState.TAKEN)
    assert (found.purpose, found.note, found.filters) == ("other", "核对名册", {"a": ["1"]})
    assert (found.sha256, found.size) == (hashlib.sha256(file).hexdigest(), len(file))
    assert (answer["X-Export-Number"], answer["Cache-Control"]) == (found.number, "no-store")
    assert AuditRecord.objects.get(action=Action.DOWNLOAD).detail["people"] == 1


def test_many_people_wait_for_somebody_else(client, settings, school, clerk, official, member):
    settings.EXPORT_LIMIT = 0
    client.force_login(clerk)
    answer = client.post(address(school), {"purpose": "work"})
    found = DataExport.objects.get()
    assert (answer.status_code, found.state) == (302, ExportState.WAITING)

    early = client.post(address(school), {"number": found.number})
    assert early.status_code == 302
    with pytest.raises(PermissionDenied):
        export_decide(user=clerk, export=found, approves=True, answer="")
    export_decide(user=official, export=found, approves=True, answer="同意")

    assert found.number in client.get(address(school)).text
    late = client.post(address(school), {"number": found.number})
    assert member.name in content(late).decode()
    found.refresh_from_db()
    assert (found.state, found.decided_by, found.answer) == (ExportState.TAKEN, official, "同意")
    assert client.post(address(school), {"number": found.number}).status_code == 302


def test_an_approval_is_for_this_user_and_this_file(
    client, settings, county, school, clerk, official, second
):
    settings.EXPORT_LIMIT = 2
    found = asked(official, county, route="governance:jurisdiction_export")
    export_decide(user=second, export=found, approves=True, answer="")
    for user, place in ((second, county), (official, school)):
        client.force_login(user)
        route = "school" if place is school else "jurisdiction"
        where = reverse(f"governance:{route}_export", args=[place.code])
        assert client.post(where, {"number": found.number}).status_code == 404

    client.force_login(official)
    where = reverse("governance:jurisdiction_export", args=[county.code])
    assert json.loads(content(client.post(where, {"number": found.number})))


def test_an_approval_lasts_a_week(settings, school, clerk, official):
    settings.EXPORT_LIMIT = 2
    taken = {"file_name": "x", "sha256": "0" * 64, "size": 1, "people": 3}
    for days, is_given in ((6, True), (8, False)):
        found = export_decide(user=official, export=asked(clerk, school), approves=True, answer="")
        DataExport.objects.filter(pk=found.pk).update(decided_at=timezone.now() - timedelta(days=days))
        if is_given:
            assert export_take(export=found, **taken).state == ExportState.TAKEN
            continue
        with pytest.raises(ValidationError, match="七天"):
            export_take(export=found, **taken)


def test_one_that_needed_nobody_does_not_grow_past_the_limit(settings, school, clerk):
    settings.EXPORT_LIMIT = 10
    found = asked(clerk, school)
    with pytest.raises(ValidationError, match="重新申请"):
        export_take(export=found, file_name="x", sha256="0" * 64, size=1, people=11)


def test_an_approval_is_for_so_many_people_and_no_more(settings, school, clerk, official):
    settings.EXPORT_LIMIT = 2
    found = export_decide(user=official, export=asked(clerk, school), approves=True, answer="")
    taken = {"file_name": "x", "sha256": "0" * 64, "size": 1}
    with pytest.raises(ValidationError, match="现在的人数已超过批准的人数，请重新申请。"):
        export_take(export=found, people=4, **taken)
    found.refresh_from_db()
    assert found.state == ExportState.APPROVED

    left = export_take(export=found, people=3, **taken)

    assert (left.state, left.people) == (ExportState.TAKEN, 3)


def test_a_refusal_says_why_and_is_decided_once(settings, school, clerk, official, second):
    settings.EXPORT_LIMIT = 0
    found = asked(clerk, school)
    with pytest.raises(ValidationError, match="请写明理由"):
        export_decide(user=official, export=found, approves=False, answer=" ")
    assert export_decide(user=official, export=found, approves=False, answer="重复").state == "refused"
    with pytest.raises(ValidationError, match="已经有人办理"):
        export_decide(user=second, export=found, approves=True, answer="")


@pytest.mark.parametrize(
    "role", [GrantRole.VIEWER, GrantRole.REVIEWER, GrantRole.SECURITY, GrantRole.AUDITOR]
)
def test_who_may_not_take_it_away_does_not_approve(settings, county, school, clerk, role):
    settings.EXPORT_LIMIT = 0
    other = factories.grant(factories.user(), county, role).user
    with pytest.raises(PermissionDenied):
        export_decide(user=other, export=asked(clerk, school), approves=True, answer="")


@pytest.mark.parametrize(
    "broken",
    [
        {"decided_by": "self"},
        {"state": "approved", "needs_approval": True},
        {"state": "taken"},
        {"purpose": "other", "note": ""},
        {"state": "nonsense"},
        {"school": None},
    ],
)
def test_the_database_keeps_what_must_not_be_false(school, clerk, broken):
    found = asked(clerk, school)
    values = {name: clerk if value == "self" else value for name, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        DataExport.objects.filter(pk=found.pk).update(**values)
    for name, value in values.items():
        setattr(found, name, value)
    with pytest.raises(ValidationError):
        found.full_clean()


def test_security_and_audit_find_who_it_was(client, county, school, clerk):
    found, other = asked(clerk, school), asked(clerk, school)
    stranger = factories.grant(factories.user(), school, GrantRole.VIEWER).user
    for role in (GrantRole.SECURITY, GrantRole.AUDITOR):
        client.force_login(factories.grant(factories.user(), county, role).user)
        page = client.get(reverse("privacy:exports"), {"q": found.number.lower()})
        assert [row[0] for row in page.context["rows"]] == [found]
        assert "演示管理员" in page.text
        assert other.number not in page.text
    client.force_login(stranger)
    assert client.get(reverse("privacy:exports"), {"q": found.number}).context["rows"] == []
    assert client.get(reverse("privacy:export", args=[found.number])).status_code == 404
