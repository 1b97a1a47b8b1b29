"""Choosing the digest, and stopping it from a mail."""

import pytest
from django.test import Client
from django.urls import reverse

from oversight.digests.preferences import preference_of, unsubscribe_token
from oversight.models import DigestPreference

URL = "/reminders/settings/"


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def test_what_is_chosen_is_kept(signed_in, clerk):
    data = {"frequency": "daily", "address": "new@example.org", "language": "en"}

    answer = signed_in.post(URL, data, follow=True)

    assert "提醒设置已经保存。" in answer.text
    kept = DigestPreference.objects.values(*data).get(user=clerk)
    assert kept == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"frequency": "daily", "address": ""}, "请填写邮箱地址，或者选择不发邮件。"),
        ({"frequency": "daily", "address": "nobody"}, "邮箱地址的格式不对，请核对。"),
        ({"frequency": "hourly", "address": "a@example.org"}, "hourly 不在可用的选项中"),
    ],
)
def test_what_makes_no_sense_is_refused_and_what_was_typed_stays(data, said, signed_in):
    page = signed_in.post(URL, {"language": "en", **data})

    assert said in page.text
    assert f'value="{data["address"]}"' in page.text or not data["address"]
    assert DigestPreference.objects.count() == 0


def test_no_mail_needs_no_address(signed_in, clerk):
    signed_in.post(URL, {"frequency": "none", "address": "", "language": "zh-hans"})

    assert preference_of(clerk).frequency == "none"


def test_a_failure_is_shown_until_the_address_is_chosen_anew(signed_in, clerk):
    preference = preference_of(clerk)
    preference.failed_on, preference.problem = "2026-06-01", "no such mailbox"
    preference.save()
    told = [signed_in.get(address).text for address in (URL, "/reminders/")]

    signed_in.post(URL, {"frequency": "daily", "address": "new@example.org", "language": "en"})

    assert all("no such mailbox" in text for text in told)
    assert "no such mailbox" not in signed_in.get(URL, headers={"accept-language": "zh-hans"}).text


def test_a_mail_can_be_stopped_without_signing_in(client, clerk):
    address = reverse("oversight:unsubscribe", args=[unsubscribe_token(preference_of(clerk))])

    asked = client.get(address)
    unchanged = preference_of(clerk).frequency
    stopped = client.post(address)

    assert "不再向 clerk@example.org 发送邮件汇总？" in asked.text
    assert unchanged == "weekly"
    assert "不再向 clerk@example.org 发送邮件汇总。" in stopped.text
    assert preference_of(clerk).frequency == "none"


def test_mail_programs_stop_it_with_one_post(clerk):
    address = reverse("oversight:unsubscribe", args=[unsubscribe_token(preference_of(clerk))])

    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert preference_of(clerk).frequency == "none"


def test_a_forged_or_old_letter_stops_nothing(client, clerk):
    token = unsubscribe_token(preference_of(clerk))
    preference = preference_of(clerk)
    preference.address = "new@example.org"
    preference.save()

    for letter in (token, token[:-2] + "xx", "nonsense"):
        assert client.post(reverse("oversight:unsubscribe", args=[letter])).status_code == 404
    assert preference_of(clerk).frequency == "weekly"
