"""English on every page: what the browser asks for, or what somebody chose."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from governance.actions.catalogue import actions_on
from governance.actions.references import reference_to
from governance.choices import OrgType
from governance.compliance.sweep import sweep
from governance.models import Finding, PartyOrganization
from governance.rules.catalogue import all_rules
from oversight.cases.saying import case_explain
from oversight.models import CaseEntry, Notice, NoticeItem
from oversight.notices.drafting import notice_draft
from oversight.notices.issuing import notice_issue
from schools.history import event_models
from schools.models import Person, School, Unit
from tests import factories, structures
from tests.factories.oversight import upload
from tests.translations.chinese import CHINESE

#: What says of itself that it is Chinese: the button back to it.
MARKED = re.compile(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', re.DOTALL)
#: The two names that the examples of ORG-021 are about, and those proposed for new branches: names stay.
NAMES = re.compile('中共兰溪县第一小学支部委员会|兰溪县第一小学党支部|value="(中共[^"]*|[^"]*党支部)"')


@pytest.fixture
def county(db):
    """Two schools, one in order and one not, whose names are written in Latin letters."""
    structures.general_branch()
    faulty = factories.school()
    branch = factories.organization(OrgType.BRANCH, school=faulty, approval=None)
    factories.members(8, faulty, branch)
    factories.member(faulty, full_on=None)
    factories.term(branch, start=factories.FOUNDED, committee_seats=3)
    factories.coverage(factories.organization(OrgType.JOINT_BRANCH, school=faulty, level="district"), faulty)
    for model in apps.get_models():
        if model._meta.app_label in {"schools", "governance"} and model not in event_models():
            latinise(model)
    list(sweep(School.objects.all(), timezone.localdate()))
    work_on(faulty)
    return factories.county()


def work_on(school):
    """Let people work on a finding of the school, and issue a notice whose words are in Latin letters."""
    today = timezone.localdate()
    official = factories.grant(factories.user(), school.jurisdiction).user
    clerk = factories.grant(factories.user(), school).user
    first, second, *_others = Finding.objects.filter(school=school).open()
    case_explain(user=clerk, finding=first, text="Soon", files=[upload("plan.pdf")])
    notice = notice_draft(user=official, school=school, findings=[second], today=today)
    notice_issue(user=official, notice=notice, today=today)
    Notice.objects.update(issuer="Office", prefix="N", number="N 1", text="Please mend.")
    NoticeItem.objects.update(sentence="Fault", clause="Source", mend="Mend")
    CaseEntry.objects.filter(text__contains="号").update(text="N 1")


def latinise(model):
    """Write every free Chinese text of the model's rows in Latin letters: what is left is the program's."""
    fields = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField) and not f.choices]
    for row in model._base_manager.all():
        chinese = [f for f in fields if CHINESE.search(getattr(row, f.attname) or "")]
        if chinese:
            values = {f.attname: f"{model.__name__} {row.pk}"[: f.max_length] for f in chinese}
            model._base_manager.filter(pk=row.pk).update(**values)


def trends(county):
    """Yield the pages about trends, and one list of each kind."""
    topics = ("", "_mending", "_structure", "_terms")
    yield from (reverse(f"oversight:jurisdiction_trends{topic}", args=[county.code]) for topic in topics)
    yield from (
        reverse("oversight:school_trends", args=[code])
        for code in School.objects.values_list("code", flat=True)
    )
    today = timezone.localdate()
    end = today + timedelta(days=1)
    asked = {
        "findings": [
            f"kind={kind}&begin={today}&end={end}" for kind in ("standing", "waived", "found", "mended")
        ],
        "schools": [f"kind={kind}&day={today}" for kind in ("measured", "below", "covered")],
        "terms": [f"end={end}", f"begin={today}&end={end}"],
    }
    for kind, queries in asked.items():
        address = reverse(f"oversight:jurisdiction_trend_{kind}", args=[county.code])
        yield from (f"{address}?{query}" for query in queries)


def pages(county):
    """Yield the address of every kind of page."""
    yield from (reverse(f"accounts:{name}") for name in ("home", "password"))
    yield from (reverse(f"governance:{name}") for name in ("jurisdictions", "rules"))
    names = ("inbox", "new_findings", "reminders", "reminder_settings")
    yield from (reverse(f"oversight:{name}") for name in names)
    yield reverse("governance:jurisdiction", args=[county.code])
    yield reverse("governance:jurisdiction_plans", args=[county.code])
    yield from (
        reverse(f"oversight:jurisdiction_{name}", args=[county.code]) for name in ("findings", "notices")
    )
    yield from (reverse("oversight:case", args=[pk]) for pk in Finding.objects.values_list("pk", flat=True))
    yield from (reverse("oversight:notice", args=[pk]) for pk in Notice.objects.values_list("pk", flat=True))
    yield from trends(county)
    yield from (reverse("governance:rule", args=[code]) for code in all_rules())
    for code in School.objects.values_list("code", flat=True):
        yield from (reverse(f"governance:{name}", args=[code]) for name in ("school_plans", "plan_new"))
        yield from (reverse(f"oversight:school_{name}", args=[code]) for name in ("findings", "notices"))
        yield from (reverse(f"governance:school{part}", args=[code]) for part in ("", "_outline", "_chart"))
    yield reverse("governance:school_export", args=[code])
    person = Person.objects.order_by("pk").first()
    yield from (
        reverse(name, args=[person.number]) for name in ("privacy:person", "governance:person_timeline")
    )
    yield reverse("privacy:exports")
    for kind, model in (("organization", PartyOrganization), ("unit", Unit)):
        numbers = model.objects.values_list("number", flat=True)
        yield from (reverse(f"governance:{kind}", args=[number]) for number in numbers)


def forms_of_the_chart():
    """Yield the menu of one node of each kind, and the form of every action on it."""
    school = School.objects.order_by("pk").first()
    rows = {
        "school": school,
        "organization": PartyOrganization.objects.filter(school=school, type=OrgType.BRANCH).first(),
        "unit": Unit.objects.filter(school=school).first(),
    }
    for kind, row in rows.items():
        node = f"?node={reference_to(row)}"
        yield reverse("governance:school_actions", args=[school.code]) + node
        for action in actions_on(kind, planned=False):
            yield reverse("governance:school_action", args=[school.code, action.name]) + node


def desk_pages():
    """Yield the lists and forms of the records desk."""
    yield reverse("admin:index")
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        row = model._base_manager.first()
        if row is not None:
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])
            yield from (reverse(f"{name}_step", args=[row.pk, step.name]) for step in steps_of(desk))


def steps_of(desk):
    """Return what can be done with a row beside changing it."""
    return getattr(desk, "steps", ())


def chinese_in(client, address):
    """Return the Chinese on the page as it is sent to a browser that prefers English."""
    answer = client.get(address, headers={"accept-language": "en"}, follow=True)
    return sorted(set(CHINESE.findall(NAMES.sub("", MARKED.sub("", answer.text)))))


@pytest.fixture
def superuser(client, db):
    client.force_login(factories.user(is_superuser=True, is_staff=True, display_name="Somebody"))
    return client


def test_pages_are_english_throughout(english, superuser, county):
    assert Finding.objects.open().count() > 10
    found = {address: chinese_in(superuser, address) for address in pages(county)}

    assert {address: left for address, left in found.items() if left} == {}


def test_the_forms_of_the_chart_are_english_throughout(english, superuser, county):
    found = {address: chinese_in(superuser, address) for address in forms_of_the_chart()}

    assert len(found) > 25
    assert {address: left for address, left in found.items() if left} == {}


def test_the_records_desk_is_english_throughout(english, superuser, county):
    found = {address: chinese_in(superuser, address) for address in desk_pages()}

    assert {address: left for address, left in found.items() if left} == {}


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/"])
def test_visitors_are_met_in_english(english, client, db, address):
    assert chinese_in(client, address) == []


def test_the_choice_of_language_is_kept(english, client, db):
    client.post(reverse("set_language"), {"language": "en"})
    chosen = client.get("/sign-in/").text
    client.post(reverse("set_language"), {"language": "zh-hans"})

    assert '<html lang="en">' in chosen
    assert ">中文</button>" in chosen
    assert ">English</button>" in client.get("/sign-in/").text


def test_the_page_for_faults_of_the_program_is_english(english):
    with override("en"):
        assert CHINESE.findall(get_template("500.html").render()) == []
