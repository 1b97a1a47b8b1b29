"""The manual: every page leads to a chapter that exists, every picture is one that a browser test takes."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import get_resolver, reverse

from config.manual import MANUAL, PICTURES, picture_names
from config.templatetags.help import CHAPTERS, chapter_of

TESTS = Path(settings.BASE_DIR) / "tests" / "browser"
CATALOGUE = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"
#: What the manual puts in quotation marks though no page says it.
OWN_WORDS = {
    "+", "−", "⋯", "点掉", "那时候我们登记的是什么", "第1项整改情况", "三会一课", "通过网址订阅",
}  # fmt: skip


def anchors():
    return set(re.findall(r"\{#([a-z-]+)\}", MANUAL.read_text()))


def test_every_page_leads_to_a_chapter_there_is():
    assert set(CHAPTERS.values()) - anchors() == set()


@pytest.mark.parametrize(
    ("route", "chapter"),
    [("governance:school", "school"), ("governance:school_plans", "plans"), ("healthz", "start")],
)
def test_the_longest_beginning_decides(route, chapter):
    assert chapter_of(route) == chapter


#: Pages that the chapter about the beginning speaks of, and addresses that show no page.
OF_THE_BEGINNING = {
    "oversight:inbox",
    "oversight:inbox_number",
    "oversight:new_findings",
    "oversight:evidence",
}


@pytest.mark.parametrize("room", ["exports", "governance", "oversight"])
def test_every_page_of_the_rooms_has_a_chapter_about_it(room):
    patterns = get_resolver().namespace_dict[room][1].url_patterns
    routes = {f"{room}:{pattern.name}" for pattern in patterns}
    assert len(routes) > 5

    found = {route for route in routes if chapter_of(route) == "start"}

    assert found == {route for route in OF_THE_BEGINNING if route.startswith(f"{room}:")}


def sayings():
    """Return all that pages say, in Chinese."""
    with CATALOGUE.open("rb") as file:
        ids = [message.id for message in read_po(file)]
    return "\n".join("\n".join([one] if isinstance(one, str) else one) for one in ids)


def test_what_the_manual_quotes_is_what_pages_say():
    quoted = set(re.findall("“([^”]+)”", MANUAL.read_text()))
    said = sayings()
    assert len(quoted) > 150

    unsaid = {words for words in quoted if any(part not in said for part in words.split("……"))}

    assert unsaid == OWN_WORDS


def test_every_picture_exists_and_is_taken_by_a_browser_test():
    taken = {
        name
        for path in TESTS.glob("*.py")
        for name in re.findall(r"picture\(\s*\w+,\s*\"([a-z0-9-]+)\"", path.read_text())
    }

    assert {name.removesuffix(".png") for name in picture_names()} == taken
    assert [name for name in picture_names() if not (MANUAL.parent / PICTURES / name).is_file()] == []


@pytest.mark.django_db
def test_the_manual_is_a_page_with_contents_and_pictures(client):
    answer = client.get(reverse("manual"))

    assert answer.status_code == 200
    assert '<h2 id="start">' in answer.text
    assert 'href="#start"' in answer.text
    assert f'src="{PICTURES}' not in answer.text
    assert len(re.findall(r'<img [^>]*width="1366" height="[0-9]+"', answer.text)) == len(picture_names())


@pytest.mark.django_db
def test_every_page_has_help(client):
    assert 'href="/help/#start"' in client.get(reverse("accounts:sign_in")).text


@pytest.mark.django_db
def test_the_desk_has_help_about_itself(admin_client):
    assert 'href="/help/#register"' in admin_client.get(reverse("admin:index")).text


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("en", True), ("zh-hans", False)])
def test_readers_of_english_are_told_in_which_language_the_manual_is(language, said, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    assert ("The manual is written in Chinese" in client.get(reverse("manual")).text) is said
