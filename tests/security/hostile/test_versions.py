"""Every page that edits a row knows what it showed: a version, what was drawn, or both."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.security.hostile.addresses import POSTING
from tests.security.hostile.forms import drawn, forms_of
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Routes of pages. Writes of the API ask for ``If-Match`` themselves (tests/api/test_writing.py).
PAGES = [route for route in POSTING if not route.startswith("interface:")]
#: Routes that edit and whose form no page draws here, each with the reason.
NOT_DRAWN = {
    "oversight:local_setting": "behind its preview: see tests/oversight/local_rules/test_setting.py",
}
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
    "api:token_end": "ends what is named",
    "api:webhook_renewed": "a new secret of one's own",
    "api:webhook_act": "one switch, one way",
    "api:delivery_repeat": "sends once more what is named",
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
            *(f"governance:school_{name}" for name in ("chart", "png", "pdf")),
            *(f"oversight:{name}" for name in ("notice_docx", "notice_pdf", "report_file", "school_health")),
        ),
        "says what a file is for",
    ),
    "exports:school_product": "what a table is to hold; a name for it makes a row",
    "exports:jurisdiction_product": "what a table is to hold; a name for it makes a row",
    "exports:school_document": "makes a plan",
    "exports:order_act": "a state, asked again under the lock",
    "governance:person_timeline": "shows what is masked",
    "governance:change": "shows what is masked",
    "intake:import_act": "a state, asked again under the lock",
    "intake:import_answers": "answers to what the file of one's own asks",
    "intake:import_apply": "compares with the register again, and tells what changed since",
    "intake:school_imports": "makes a row",
    "intake:jurisdiction_imports": "makes a row",
    "privacy:export_decided": "a state, asked again under the lock; what is asked for never changes",
    "privacy:person_hold": "placed or lifted: the same again is the same",
    "governance:school_new": "makes a row",
    "governance:plan_new": "makes a row",
    "governance:plan_copy": "makes a row",
    "governance:change_undoing": "refused by the domain when anything changed since",
    "governance:school_setup_step": "one draft, kept in the session or in a plan of its own",
    "oversight:calendar_change": "a secret of one's own",
    "oversight:reminder_act": "read or unread, of one's own",
    "oversight:reminders_read": "read, of one's own",
    "oversight:new_findings": "how far one has read, and never past what the page showed",
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


def test_every_route_that_edits(place, inside):
    forms = drawn(inside, place)
    reached = {route: forms.get(route, []) for route in PAGES if route not in NO_EDIT}
    blind = {
        route: sorted(fields - {"csrfmiddlewaretoken", "form_token"})
        for route, found in reached.items()
        for fields in found
        if not fields & KNOWS and not fields <= ENDINGS.get(route, set())
    }

    record("forms that edit and know no version", "0", f"{len(blind)} of {sum(map(len, reached.values()))}")
    assert set(NO_EDIT) <= set(POSTING)
    assert sorted(blind.items()) == []
    assert {route for route, found in reached.items() if not found} == set(NOT_DRAWN)


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
        [form] = [form.fields for form in forms_of(answer.text) if not form.action and len(form.fields) > 3]
        if "drawn" not in form:
            blind.append(type(desk).__name__)

    assert blind == []
    assert number >= 9
