"""Every page that edits a row knows what it showed: a version, what was drawn, or both."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.security.hostile.addresses import POSTING, doors, every, read
from tests.security.hostile.test_tokens import forms_of
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: What tells that the row has not moved.
KNOWS = {"version", "act_version", "drawn", "seen", "digest"}
#: Routes by POST that edit no row somebody looked at, each with the reason.
NO_EDIT = {
    "accounts:alive": "the clock of the own session",
    "accounts:sign_out": "the own session",
    "accounts:codes_renew": "new codes of one's own",
    "accounts:session_end": "ends what is named",
    "accounts:sessions_end_others": "ends what is named",
    "accounts:link_end": "ends what is named",
    "accounts:grant_new": "makes a row",
    "accounts:grant_person_new": "makes a row",
    "accounts:grant_person_act": "switches: the same again is the same; locked and on record",
    "openid_connect_login": "leads to the provider",
    "set_language": "the own cookie",
    "api:token_new": "makes a row",
    "api:webhook_new": "makes a row",
    **dict.fromkeys(
        (
            "governance:school_export",
            "governance:jurisdiction_export",
            "intake:school_roster_xlsx",
            "intake:jurisdiction_roster_xlsx",
            "oversight:filing_file",
            "oversight:round_file",
            "privacy:person_file",
        ),
        "says what a file is for",
    ),
    "exports:school_product": "what a table is to hold; a name for it makes a row",
    "exports:jurisdiction_product": "what a table is to hold; a name for it makes a row",
    "exports:school_document": "makes a plan",
    "governance:person_timeline": "shows what is masked",
    "intake:school_imports": "makes a row",
    "intake:jurisdiction_imports": "makes a row",
    "privacy:person_hold": "placed or lifted: the same again is the same",
    "governance:school_new": "makes a row",
    "governance:plan_new": "makes a row",
    "governance:plan_copy": "makes a row",
    "governance:change_undoing": "refused by the domain when anything changed since",
    "governance:school_setup_step": "one draft, kept in the session or in a plan of its own",
    "oversight:calendar_change": "a secret of one's own",
    "oversight:reminder_act": "read or unread, of one's own",
    "oversight:reminders_read": "read, of one's own",
    "oversight:unsubscribe": "one switch, one way",
    "oversight:notice_new": "makes a row",
    "oversight:round_new": "makes a row",
    "oversight:waiver_new": "makes a row",
    "oversight:attestation": "makes a row",
    "oversight:reports": "makes a row",
    "oversight:report_act": "a state, asked again under the lock",
    "oversight:filing_new": "makes a row from what is shown, and compares its digest",
    "oversight:local_setting_end": "an end of a row that has one value; locked",
    "oversight:round_closing_act": "a state, asked again under the lock",
    "oversight:jurisdiction_notices_draw": "makes rows",
    "oversight:school_notices_draw": "makes rows",
    "oversight:attest_bulk": "makes rows",
    "oversight:filings_bulk": "each row is asked again under its lock",
    "oversight:jurisdiction_findings_bulk": "each row is asked again under its lock",
    "oversight:school_findings_bulk": "each row is asked again under its lock",
    "oversight:round_bulk": "each row is asked again under its lock",
}

#: Forms beside the one that edits: they end what the page shows, whatever became of it.
ENDINGS = {"accounts:grant": {"csrfmiddlewaretoken", "form_token", "reason"}}


@pytest.fixture
def forms(place, inside):
    """The hidden fields of every form by POST, by the address it is sent to."""
    found = {}
    for address in every(place).values():
        answer = inside.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            for _method, action, fields in forms_of(body.decode()):
                target = (action or address).partition("?")[0] or address
                found.setdefault(target, []).append(fields)
    return found


def test_every_route_that_edits(place, forms):
    addresses = doors(place)
    editing = [route for route in POSTING if route not in NO_EDIT]
    reached = {route: forms.get(addresses[route], []) for route in editing}
    blind = {
        route: sorted(fields - {"csrfmiddlewaretoken", "form_token"})
        for route, drawn in reached.items()
        for fields in drawn
        if not fields & KNOWS and not fields <= ENDINGS.get(route, set())
    }

    assert set(NO_EDIT) <= set(POSTING)
    assert sorted(blind.items()) == []
    record("forms that edit and know no version", "0", f"0 of {sum(map(len, reached.values()))}")


def test_every_row_of_the_desk(place, inside):
    blind, number = [], 0
    for model, desk in admin.site._registry.items():
        row = model._default_manager.order_by("pk").first()
        if row is None:
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        answer = inside.get(address)
        if answer.status_code != 200 or not answer.context["has_change_permission"]:
            continue
        number += 1
        [form] = [fields for _m, action, fields in forms_of(answer.text) if not action and len(fields) > 3]
        if "drawn" not in form:
            blind.append(type(desk).__name__)

    assert blind == []
    assert number >= 9
