"""What the pages of rounds do with what is sent to them."""

import hashlib

import pytest
from django.urls import reverse

from governance.forms.plans import LONGEST
from oversight.models import Answer, Round
from tests import factories
from tests.oversight.rounds.scene import scene as make_scene

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, **_kwargs: ON)


@pytest.fixture
def scene(client):
    found = make_scene()
    client.force_login(found.official)
    return found


SENT = {
    "title": "演示检查",
    "kind": "special",
    "year": "2026",
    "starts_on": "2026-06-01",
    "deadline": "2026-06-15",
    "choosing": "all",
}


def test_a_round_is_drawn_up_with_the_schools_the_county_showed(scene, client):
    address = reverse("oversight:round_new", args=[scene.place.code])
    county = client.get(reverse("governance:jurisdiction", args=[scene.place.code]), {"rule": "TERM-002"})
    assert f"{address}?rule=TERM-002" in county.text

    form = client.get(address, {"rule": "TERM-002"}).context["form"]
    assert (form["choosing"].value(), form["rules"].value()) == ("filter", ["TERM-002"])
    sent = SENT | {"choosing": "filter", "of-rule": "TERM-002", "rules": ["TERM-002"]}
    answer = client.post(address, sent)

    made = Round.objects.get()
    assert answer.url == reverse("oversight:round", args=[made.pk])
    assert (made.rules, made.selection) == (
        ["TERM-002"],
        {"choosing": "filter", "filter": {"rule": "TERM-002"}, "codes": []},
    )
    assert client.get(answer.url).context["page"].chosen == (1, 1, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"deadline": "2026-05-01"}, "deadline"),
        ({"year": "26"}, "year"),
        ({"title": ""}, "title"),
        ({"rules": ["XXX-999"]}, "rules"),
        ({"choosing": "nonsense"}, "choosing"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(changes, field, scene, client):
    address = reverse("oversight:round_new", args=[scene.place.code])

    answer = client.post(address, SENT | {"purpose": "演示目的", "of-q": "第1"} | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert ("演示目的</textarea>" in answer.text, 'value="第1"' in answer.text) == (True, True)
    assert not Round.objects.exists()


def test_a_draft_is_changed_and_its_ticked_schools_stay(scene, client):
    draft = factories.round_(scene.place, selection={"choosing": "ticked", "codes": [scene.clean.code]})
    address = reverse("oversight:round_edit", args=[draft.pk])

    stale = client.post(address, SENT | {"choosing": "ticked", "version": "7", "title": "演示改名"})
    done = client.post(address, SENT | {"choosing": "ticked", "version": "0", "title": "演示改名"})

    assert (stale.status_code, "演示改名" in stale.text) == (409, True)
    assert done.url == reverse("oversight:round_choose", args=[draft.pk])
    changed = Round.objects.get()
    assert (changed.title, changed.selection["codes"]) == ("演示改名", [scene.clean.code])
    client.post(done.url, {"school": [scene.other.code]})
    assert Round.objects.get().selection["codes"] == [scene.other.code]


def test_what_goes_wrong_with_a_deed_is_said_on_the_page(scene, client):
    opened = factories.open_round(scene.place)
    act = reverse("oversight:round_act", args=[opened.pk, "extend"])

    empty = client.post(act, {"deadline": "", "text": "汛期停课"})
    earlier = client.post(act, {"deadline": "2026-06-10", "text": "汛期停课"})

    assert (empty.status_code, earlier.status_code) == (422, 422)
    assert all("汛期停课</textarea>" in page.text for page in (empty, earlier))
    assert "新的期限应当晚于现在的期限。" in earlier.text
    assert client.post(reverse("oversight:round_act", args=[opened.pk, "edit"])).status_code == 404


def test_what_a_school_typed_is_kept_when_it_cannot_be_reported(scene, client):
    answer = factories.answer(scene.faulty, title="演示检查二")
    client.force_login(factories.grant(factories.user(), scene.faulty).user)
    first, second = answer.findings.filter(rule__in=["ORG-005", "TERM-002"]).order_by("rule")
    address = reverse("oversight:answer_act", args=[answer.round_id, scene.faulty.code, "report"])

    page = client.post(address, {f"text-{first.pk}": "九月拆分", "version": str(answer.version)})

    assert (page.status_code, "九月拆分</textarea>" in page.text) == (422, True)
    assert "还有1项" in page.text
    stale = client.post(address, {f"text-{first.pk}": "九月拆分", "note": "见说明", "version": "9"})
    assert (stale.status_code, "见说明</textarea>" in stale.text) == (409, True)
    marked = client.post(address, {f"text-{first.pk}": "秘密★10年", "version": str(answer.version)})
    assert (marked.status_code, "密级标志" in marked.text) == (422, True)
    sent = {f"text-{first.pk}": "九月拆分", f"text-{second.pk}": "十月换届"}
    assert client.post(address, sent | {"version": str(answer.version)}).status_code == 302
    assert Answer.objects.get(pk=answer.pk).state == "reported"


def test_what_is_wrong_with_an_answer_is_said_above_and_beside_its_field(scene, client):
    opened = factories.open_round(scene.place, author=scene.official)
    clerk = factories.grant(factories.user(), scene.faulty).user
    client.force_login(clerk)

    sent = {"note": "字" * (LONGEST + 1)}
    page = client.post(reverse("oversight:answer_act", args=[opened.pk, scene.faulty.code, "note"]), sent)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["note"]
    assert "请更正下面标出的内容。" in page.text


def test_a_closed_round_is_read_on_paper_and_taken_away(scene, client):
    opened = factories.open_round(scene.place)
    client.post(reverse("oversight:round_act", args=[opened.pk, "close"]), {"text": ""})
    closed = Round.objects.get(pk=opened.pk)

    paper = client.get(reverse("oversight:round_print", args=[closed.pk]))
    file = client.post(reverse("oversight:round_file", args=[closed.pk]), {"purpose": "inspection"})

    assert all(school.name in paper.text for school in (scene.faulty, scene.other, scene.clean))
    assert closed.sha256 in paper.text
    assert hashlib.sha256(file.content).hexdigest() == closed.sha256
    assert client.get(reverse("oversight:round", args=[closed.pk])).status_code == 200
    for name in ("round_print", "round_file"):
        draft = factories.round_(scene.place)
        assert client.get(reverse(f"oversight:{name}", args=[draft.pk])).status_code == 404


def test_only_known_deeds_are_done_with_many(scene, client):
    opened = factories.open_round(scene.place)
    address = reverse("oversight:round_bulk", args=[opened.pk])
    keys = list(opened.answers.values_list("pk", flat=True))

    assert client.post(address, {"action": "return", "answer": keys}).status_code == 404
    look = client.post(address, {"action": "remind", "answer": [keys[0], "1x", "9" * 9]})
    assert [one.answer.pk for one in look.context["preview"].able] == [keys[0]]
    done = client.post(f"{address}?state=waiting", {"action": "remind", "all": "1", "confirm": "1"})

    assert done.url == f"{reverse('oversight:round', args=[opened.pk])}?state=waiting#schools"
    assert list(opened.answers.values_list("reminders", flat=True)) == [1, 1, 1]
