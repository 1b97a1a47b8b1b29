"""The page of the system administrators: accessible, narrow, in words, with and without a backup."""

import json

import pytest
from django.utils import timezone

from accounts.models import GrantRole
from config.backup import state
from config.backup.drill import Step
from config.backup.keeping import name_for
from tests import factories
from tests.browser.test_access import PHONE, sideways, sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_age_of_the_backup_is_shown(live_server, browser_context, page, axe, client, settings, tmp_path):
    settings.BACKUPS = tmp_path / "backups"
    user = factories.user("operator")
    factories.grant(user, factories.county(), GrantRole.SYSTEM)
    sign_in_as(browser_context, live_server, user, client)
    page.goto(live_server.url)
    page.get_by_role("link", name="运行状态").press("Enter")
    page.get_by_text("还没有备份").wait_for()
    axe(page)

    now = timezone.now()
    made = settings.BACKUPS / name_for(now)
    made.mkdir(parents=True)
    told = {
        "format": 1, "made_at": now.isoformat(), "database": "liangzhu", "versions": {}, "migrations": [],
        "content": {"tables": {"public.a": [7, "x"]}, "sequences": {}}, "parts": {}, "uploads": 3,
        "seal": None, "salt": "",
    }  # fmt: skip
    (made / "manifest.json").write_text(json.dumps(told))
    state.drill_write(settings.BACKUPS, [Step("登录", True, 0.4, "一个演练账号登录成功")], now)
    page.reload()

    page.get_by_text(made.name).wait_for()
    assert page.get_by_text("超过36小时").count() == 0
    assert "7行，3个文件" in page.content()
    axe(page)
    page.set_viewport_size(PHONE)
    assert sideways(page) == 0
