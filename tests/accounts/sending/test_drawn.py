"""What somebody else changed is shown beside what was typed, and never laid over."""

import re

import pytest
from django import forms
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from accounts.sending.drawn import Drawn, as_sent, differences, snapshot, take
from oversight.models import SpecialDay
from tests import factories
from tests.governance.admin.desk import opened, sent


class Colours(forms.Form):
    name = forms.CharField(label="名称")
    many = forms.MultipleChoiceField(label="颜色", choices=[("r", "红"), ("g", "绿")], required=False)
    is_on = forms.BooleanField(label="启用", required=False)
    day = forms.DateField(label="日期", required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


class Kept(Drawn, Colours):
    """One that says no by itself."""


BEFORE = {"name": "甲", "many": ["r"], "is_on": True, "day": None, "secret": "x", "hidden": "y"}
NOW = BEFORE | {"name": "乙", "is_on": False}


def posted(**values):
    """The data of a form, as a request gives them."""
    return RequestFactory().post("/", values).POST


def typed(form=Colours, *, now=NOW, **values):
    return form(posted(**{"drawn": snapshot(Colours(initial=BEFORE)), **values}), initial=now)


def test_what_moved_is_shown_three_times():
    [name, is_on] = differences(typed(name="丙", many="r", is_on="on"))

    assert (name.label, name.drawn, name.now, name.mine, name.is_mine_changed) == (
        "名称",
        "甲",
        "乙",
        "丙",
        True,
    )
    assert (is_on.label, is_on.drawn, is_on.now, is_on.mine, is_on.is_mine_changed) == (
        "启用", "✓", "—", "✓", False,
    )  # fmt: skip


def test_nothing_moved():
    assert differences(typed(now=BEFORE, name="丙")) == []
    assert differences(Colours(initial=NOW)) == []


@pytest.mark.parametrize("drawn", ["", "x", "e30:x:y", snapshot(Colours(initial=BEFORE))[:-1] + "!"])
def test_what_was_tampered_with_says_nothing(drawn):
    assert differences(Colours(posted(name="丙", drawn=drawn), initial=NOW)) == []


def test_secrets_and_hidden_fields_are_not_drawn():
    form = typed(now=BEFORE | {"secret": "other", "hidden": "other"}, name="甲")

    assert differences(form) == []


def test_choices_are_read_as_people_read_them():
    [many] = differences(typed(now=BEFORE | {"many": ["r", "g"]}, name="甲", many=["r"], is_on="on"))

    assert (many.drawn, many.now, many.mine) == ("红", "红 · 绿", "红")


def test_a_form_says_no_and_the_person_chooses():
    form = typed(Kept, name="丙", many="r", is_on="on")
    assert not form.is_valid()
    assert "已被别人修改" in str(form.non_field_errors())

    again = Kept(
        posted(**{
            "drawn": snapshot(Colours(initial=NOW)), "name": "丙", "many": "r", "is_on": "on",
            "take-name": "mine", "take-is_on": "now",
        }),
        initial=NOW,
    )  # fmt: skip
    assert again.is_valid()
    assert (again.cleaned_data["name"], again.cleaned_data["is_on"]) == ("丙", False)


def test_taking_over_puts_back_every_kind_of_value():
    form = typed(
        now=NOW | {"many": ["g", "r"]}, name="丙", **{f"take-{name}": "now" for name in Colours.base_fields}
    )

    take(form)

    assert form.data["name"] == "乙"
    assert form.data.getlist("many") == ["g", "r"]
    assert form.data.getlist("is_on") == []
    assert as_sent(form, "name", form.fields["name"]) == {"name": ["乙"]}


# -- on pages ---------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def drawn_of(answer):
    """Return what the page's form remembers."""
    return re.search(r'name="drawn" value="([^"]+)"', answer.text).group(1)


@pytest.fixture
def ruler(client):
    user = factories.user(is_superuser=True, is_staff=True)
    client.force_login(user)
    return client


def test_two_who_edit_a_user(ruler):
    person = factories.user("person", display_name="演示甲")
    url = reverse("admin:accounts_user_change", args=[person.pk])
    page = ruler.get(url)
    mine = sent(page.context["adminform"].form, display_name="演示丙", drawn=drawn_of(page))
    User.objects.filter(pk=person.pk).update(display_name="演示乙", email="new@example.org")

    answer = ruler.post(url, mine)

    person.refresh_from_db()
    assert (answer.status_code, person.display_name, person.email) == (409, "演示乙", "new@example.org")
    assert all(text in answer.text for text in ("打开时", "演示甲", "演示乙", "演示丙", "new@example.org"))

    answer = ruler.post(
        url, mine | {"drawn": drawn_of(answer), "take-email": "now", "take-display_name": "mine"}
    )

    person.refresh_from_db()
    assert (answer.status_code, person.display_name, person.email) == (302, "演示丙", "new@example.org")


def test_two_who_edit_a_holiday(ruler):
    day = SpecialDay.objects.create(day=factories.ON, name="演示", is_work=False)
    url = reverse("admin:oversight_specialday_change", args=[day.pk])
    mine = sent(opened(ruler, url), name="演示节", drawn=drawn_of(ruler.get(url)))
    SpecialDay.objects.filter(pk=day.pk).update(is_work=True)

    assert ruler.post(url, mine).status_code == 409
    day.refresh_from_db()
    assert (day.name, day.is_work) == ("演示", True)


def test_two_who_edit_a_row_of_a_school(client):
    school = factories.school()
    person = factories.person(school, name="演示甲")
    clerk = factories.user(is_staff=True)
    factories.grant(clerk, school)
    client.force_login(clerk)
    url = reverse("admin:schools_person_change", args=[person.pk])
    page = client.get(url)
    mine = sent(page.context["adminform"].form, name="演示丙", drawn=drawn_of(page))
    type(person).objects.filter(pk=person.pk).update(staff_number="A1")
    type(school).objects.filter(pk=school.pk).update(version=school.version + 1)

    answer = client.post(url, mine)
    assert (answer.status_code, "演示丙" in answer.text) == (409, True)

    form = answer.context["adminform"].form
    again = mine | {
        "act_version": form["act_version"].value(),
        "act_reason": "演示",
        "drawn": drawn_of(answer),
        "take-staff_number": "now",
    }
    answer = client.post(url, again)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.staff_number) == ("演示丙", "A1")


def test_a_row_of_a_jurisdiction_has_no_version_and_loses_nothing(client):
    county = factories.county()
    paper = factories.document(county)
    official = factories.user(is_staff=True)
    factories.grant(official, county)
    client.force_login(official)
    url = reverse("admin:governance_document_change", args=[paper.pk])
    page = client.get(url)
    mine = sent(page.context["adminform"].form, title="演示丙", drawn=drawn_of(page))
    type(paper).objects.filter(pk=paper.pk).update(document_number="演示〔2026〕99号")

    assert client.post(url, mine).status_code == 409
    paper.refresh_from_db()
    assert paper.document_number == "演示〔2026〕99号"


def test_what_moves_between_look_and_lock_is_seen():
    from governance.domain.act import Act
    from governance.domain.records import record_correct
    from governance.domain.refusals import Stale

    paper = factories.document(factories.county())
    type(paper).objects.filter(pk=paper.pk).update(title="演示乙")

    with pytest.raises(Stale):
        record_correct(
            act=Act(actor=None, today=factories.ON), row=paper, fields={"title": "演示丙"}, seen=paper
        )
    fresh = record_correct(act=Act(actor=None, today=factories.ON), row=paper, fields={"title": "演示丙"})
    assert fresh.title == "演示丙"
