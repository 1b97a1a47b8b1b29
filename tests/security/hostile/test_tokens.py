"""No form that is sent by POST is without a token, whichever page it stands on."""

import pytest
from django.urls import reverse

from tests.security.hostile.addresses import POSTING, every, read
from tests.security.hostile.forms import drawn, forms_of
from tests.security.scoreboard import record

pytestmark = pytest.mark.django_db
#: Routes by POST whose forms stand on no page that is drawn here, each with the reason.
WITHOUT_FORM = {
    "accounts:alive": "asked by a script, writes nothing but the clock of the session",
    "accounts:codes_renew": "for who has a second factor",
    "accounts:link_end": "for who has an account elsewhere",
    "accounts:session_end": "for who is signed in twice",
    "accounts:sessions_end_others": "for who is signed in twice",
    "openid_connect_login": "for an installation with a single sign-on",
    **dict.fromkeys(("api:webhook_act", "api:webhook_renewed", "api:delivery_repeat"), "its owner's page"),
    **dict.fromkeys(("exports:order_act", "oversight:report_act"), "its asker's page"),
    **dict.fromkeys(
        ("intake:import_act", "intake:import_answers", "intake:import_apply"), "its sender's page"
    ),
    **dict.fromkeys(
        ("oversight:reminder_act", "oversight:reminders_read"), "for who is reminded of something"
    ),
    "oversight:new_findings": "for who has not seen one",
    "oversight:filing_new": "for a school without a filing of the year",
    "oversight:local_setting": "behind its preview",
    "governance:change": "for a change with masked values",
    "governance:change_undoing": "for the newest change",
    "governance:school_setup_step": "for a school without an organisation",
    **dict.fromkeys(
        (
            *(f"governance:school_{name}" for name in ("chart", "png", "pdf")),
            *(f"oversight:{name}" for name in ("notice_docx", "notice_pdf", "report_file", "school_health")),
        ),
        "a file by GET; asks what for where there are many people in it",
    ),
}


def test_every_form_of_every_page(place, inside):
    bare, number = [], 0
    for route, address in every(place).items():
        answer = inside.get(address)
        body = read(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for form in forms_of(body.decode()):
                number += 1
                if not {"csrfmiddlewaretoken", "form_token"} <= form.fields:
                    bare.append((route, form.action))

    record("forms by POST without a token of their own", "0", f"{len(bare)} of {number}")
    assert bare == []
    assert number > 500


def test_a_button_that_leads_elsewhere_is_a_form_too():
    page = """<form method="get" action="/a/"><input name="q"></form>
    <form method="post" action="/b/"><button formaction="/c/">x</button><input name="version"></form>"""

    assert [(form.action, form.fields) for form in forms_of(page)] == [
        ("/b/", {"version"}),
        ("/c/", {"version"}),
    ]


def test_no_template_writes_the_token_itself():
    from tests.security.lint import ROOT

    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if 'method="post"' in (text := path.read_text(encoding="utf-8"))
        and text.count('method="post"') > text.count("{% csrf_token %}")
    ]

    assert found == []


def test_the_doors_count_for_themselves():
    from accounts.middleware.once import THE_DOOR

    names = ("accounts:sign_in", "accounts:sign_out", "accounts:password", "mfa_index", "set_language")

    assert all(reverse(name).startswith(THE_DOOR) for name in names)


def test_every_route_by_post_is_reached_by_a_form(place, inside):
    """What has no form on a page is named above; the API has none at all."""
    routes = [route for route in POSTING if not route.startswith("interface:")]

    assert set(routes) - drawn(inside, place).keys() == set(WITHOUT_FORM)
    assert all(WITHOUT_FORM.values())
