"""The address of a button leads back whoever asks for it as a page."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("route", ["accounts:sign_out", "api:webhook_new"])
def test_it_says_what_to_do(client, route):
    client.force_login(factories.user())

    answer = client.get(reverse(route))

    assert (answer.status_code, answer.headers["Allow"].split(", ")[0]) == (405, "POST")
    assert "请从首页重新打开要办的页面" in answer.text
    assert '<a class="btn btn-primary" href="/">' in answer.text


def test_programs_get_a_problem_and_other_methods_nothing_to_read(client):
    client.force_login(factories.user())

    of_the_api = client.get("/api/v1/plans/1/submit")
    other = client.put(reverse("accounts:sign_out"))

    assert of_the_api.headers["Content-Type"] == "application/problem+json"
    assert (of_the_api.status_code, of_the_api.headers["Allow"]) == (405, "POST")
    assert of_the_api.json()["detail"] == "这个地址只接受POST。"
    assert (other.status_code, other.content) == (405, b"")
