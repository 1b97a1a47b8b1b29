"""Digests: who gets one, when, what is in it, and what happens when it cannot be sent."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils.translation import override

from governance.choices import PlanState
from governance.models import Plan
from oversight.digests.composing import MOST
from oversight.digests.preferences import is_due, preference_of
from oversight.digests.sending import MOST_TRIES, Sent, digests_send
from oversight.models import DigestPreference
from tests import factories

MONDAY = date(2026, 6, 1)
WRONG = "wrong@example.org"


class Refusing(EmailBackend):
    """A mail server that knows every address but one."""

    def send_messages(self, messages):
        if any(WRONG in message.to for message in messages):
            raise SMTPRecipientsRefused({WRONG: (550, b"no such mailbox")})
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://liangzhu.example.org/"


def prefers(user, frequency, **changes):
    preference = preference_of(user)
    for name, value in {"frequency": frequency, **changes}.items():
        setattr(preference, name, value)
    preference.save()
    return preference


def test_a_digest_tells_what_is_new_and_what_waits(clerk, school, remind, mailoutbox):
    remind(clerk)
    plan = Plan.objects.create(
        school=school, title="调整支部", effective_on=MONDAY, state=PlanState.RETURNED, author=clerk
    )

    assert digests_send(MONDAY) == Sent(1, 0)

    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("梁柱：新提醒1项，待办1项", ["clerk@example.org"])
    assert "演示文书，您好：" in mail.body
    assert (
        "[任期]\n- 演示党支部的任期将于2026年7月1日届满，不足一个月，尚未登记启动换届。\n"
        f"  https://liangzhu.example.org/schools/{school.code}/\n" in mail.body
    )
    assert (
        f"- 方案“调整支部”已退回，请修改后重新提交 · {school.name}\n"
        f"  https://liangzhu.example.org/plans/{plan.pk}/\n" in mail.body
    )
    (html,) = [content for content, _kind in mail.alternatives]
    assert f'<a href="https://liangzhu.example.org/plans/{plan.pk}/">' in html
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.extra_headers["List-Unsubscribe"].strip("<>") in mail.body


def test_the_reader_chooses_the_language(english_mails, clerk, remind, mailoutbox):
    remind(clerk, words={"org": "Branch", "deadline": "2026-07-01"})
    prefers(clerk, "daily", language="en")

    digests_send(MONDAY)

    assert mailoutbox[0].subject == "Liangzhu: 1 new reminders, 0 to do"
    assert "The term of Branch is due on 2026-07-01" in mailoutbox[0].body


@pytest.fixture
def english_mails(settings, tmp_path):
    """Put the English catalogue to work, whether or not somebody has compiled it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    target = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    settings.LOCALE_PATHS = [tmp_path]


def test_names_are_written_as_they_are_and_break_nothing(clerk, remind, mailoutbox):
    remind(clerk, words={"org": "<b>甲&乙</b>", "deadline": "2026-07-01"})

    digests_send(MONDAY)

    assert "<b>甲&乙</b>的任期" in mailoutbox[0].body
    assert "&lt;b&gt;甲&amp;乙&lt;/b&gt;的任期" in mailoutbox[0].alternatives[0][0]


def test_a_long_list_ends_in_a_link(clerk, remind, mailoutbox):
    for _ in range(MOST + 3):
        remind(clerk)

    digests_send(MONDAY)

    assert mailoutbox[0].body.count("- 演示党支部") == MOST
    assert "另有3项，见：https://liangzhu.example.org/reminders/" in mailoutbox[0].body


def test_nothing_to_tell_no_mail(clerk, mailoutbox):
    assert digests_send(MONDAY) == Sent(0, 0)
    assert mailoutbox == []


def test_nothing_is_told_twice(clerk, remind, mailoutbox):
    prefers(clerk, "daily")
    remind(clerk)
    digests_send(MONDAY)
    digests_send(MONDAY)
    digests_send(MONDAY + timedelta(days=1))
    assert len(mailoutbox) == 1

    remind(clerk, words={"org": "新的", "deadline": "2026-07-01"})
    digests_send(MONDAY + timedelta(days=2))

    assert len(mailoutbox) == 2
    assert "演示党支部" not in mailoutbox[1].body


@pytest.mark.parametrize(
    ("frequency", "sent_on", "due"),
    [
        ("daily", None, True),
        ("daily", MONDAY, False),
        ("daily", MONDAY - timedelta(days=1), True),
        ("weekly", MONDAY - timedelta(days=1), True),
        ("weekly", MONDAY, False),
        ("none", None, False),
    ],
)
def test_digests_come_by_the_day_and_by_the_week(frequency, sent_on, due):
    preference = DigestPreference(frequency=frequency, address="a@example.org", sent_on=sent_on)

    assert is_due(preference, MONDAY) is due


@pytest.mark.parametrize("day", range(7))
def test_a_week_begins_on_monday_and_a_missed_monday_is_made_up_for(day):
    on = MONDAY + timedelta(days=day)
    weekly = {"frequency": "weekly", "address": "a@example.org"}
    last_week = DigestPreference(**weekly, sent_on=MONDAY - timedelta(days=3))
    this_week = DigestPreference(**weekly, sent_on=MONDAY)

    assert (is_due(last_week, on), is_due(this_week, on)) == (True, False)


def test_an_address_in_the_account_means_weekly_and_none_means_none(clerk, remind, mailoutbox):
    silent = factories.user()
    assert (preference_of(clerk).frequency, preference_of(silent).frequency) == ("weekly", "none")
    clerk.is_active = False
    clerk.save()
    remind(clerk)

    digests_send(MONDAY)

    assert mailoutbox == []


def test_one_address_that_fails_does_not_stop_the_others(refusing, clerk, school, remind, mailoutbox):
    other = factories.grant(factories.user(email=WRONG), school).user
    last = factories.grant(factories.user(email="last@example.org"), school).user
    wrong = {user: remind(user) for user in (clerk, other, last)}[other]

    assert digests_send(MONDAY) == Sent(2, 1)

    assert [mail.to for mail in mailoutbox] == [["clerk@example.org"], ["last@example.org"]]
    preference = preference_of(other)
    assert (preference.failed_on, preference.failures, preference.sent_on) == (MONDAY, 1, None)
    assert "no such mailbox" in preference.problem
    wrong.refresh_from_db()
    assert wrong.mailed_at is None


def test_a_failed_digest_is_tried_again_a_few_times_and_the_next_day(refusing, clerk, remind):
    prefers(clerk, "daily", address=WRONG)
    remind(clerk)

    tries = [digests_send(MONDAY).failed for _ in range(MOST_TRIES + 2)]

    assert tries == [1] * MOST_TRIES + [0, 0]
    assert digests_send(MONDAY + timedelta(days=1)).failed == 1
    assert preference_of(clerk).failures == 1


def test_once_it_goes_through_the_failure_is_forgotten(refusing, clerk, remind, mailoutbox):
    preference = prefers(clerk, "daily", address=WRONG)
    remind(clerk)
    digests_send(MONDAY)
    DigestPreference.objects.filter(pk=preference.pk).update(address="right@example.org")

    digests_send(MONDAY)

    assert [mail.to for mail in mailoutbox] == [["right@example.org"]]
    assert (preference_of(clerk).problem, preference_of(clerk).failures) == ("", 0)


def test_a_fault_of_ours_is_said_in_general_and_logged(clerk, remind, monkeypatch, caplog):
    remind(clerk)

    def broken(_preference, _on):
        raise ZeroDivisionError

    monkeypatch.setattr("oversight.digests.sending.digest_of", broken)

    assert digests_send(MONDAY) == Sent(0, 1)
    assert preference_of(clerk).problem == "系统出错，没有发出。请联系系统管理员查看日志。"
    assert "could not be made" in caplog.text


def test_a_digest_tells_nothing_the_reader_may_not_see_any_more(clerk, remind, mailoutbox):
    remind(clerk)
    clerk.grants.all().delete()

    with override("zh-hans"):
        digests_send(MONDAY)

    assert mailoutbox == []
