"""Holidays and worked weekends: kept by the system administrator, and missed where there are none."""

import pytest
from django.urls import reverse
from django.utils import timezone

from oversight.models import SpecialDay
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = factories.user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_the_administrator_is_told_until_the_year_has_its_days(client, administrator):
    year = timezone.localdate().year
    lists = (reverse("admin:oversight_specialday_changelist"), reverse("oversight:reminders"))
    said = (f"{year}年还没有登记节假日和调休", f"{year} 年的节假日和调休还没有登记")
    assert [words in client.get(url).text for url, words in zip(lists, said, strict=True)] == [True, True]

    sent = {"day": f"{year}-10-01", "name": "演示假日"}
    assert client.post(reverse("admin:oversight_specialday_add"), sent).status_code == 302

    assert [words in client.get(url).text for url, words in zip(lists, said, strict=True)] == [False, False]
    again = client.post(reverse("admin:oversight_specialday_add"), sent)
    assert "这一天已经登记" in again.text
    assert SpecialDay.objects.get().is_work is False


def test_nobody_else_keeps_them(client):
    official = factories.user(is_staff=True)
    factories.grant(official, factories.county())
    client.force_login(official)
    page = client.get(reverse("oversight:reminders")).text

    assert client.get(reverse("admin:oversight_specialday_changelist")).status_code == 403
    assert "登记节假日" not in page
