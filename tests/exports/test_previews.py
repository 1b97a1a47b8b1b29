"""Dates and codes of a preview stay on one line, and nothing a cell holds becomes markup."""

from datetime import date

import pytest

from exports.templatetags.previews import unbroken
from tests.exports.asking import address, chosen

DAY = '<span class="nowrap">2026-12-01</span>'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (date(2026, 12, 1), DAY),
        ("MEC-001", '<span class="nowrap">MEC-001</span>'),
        ("2026-12-01 至 2026-12-01", f"{DAY} 至 {DAY}"),
        ("自2026-12-01起。", f"自{DAY}起。"),
        (12, "12"),
        ("", ""),
        ("语文组-数学组", "语文组-数学组"),
        ("<b>a-b</b>", '&lt;b&gt;<span class="nowrap">a-b</span>&lt;/b&gt;'),
    ],
)
def test_dates_and_codes_are_kept_together(cell, shown):
    assert unbroken(cell) == shown


@pytest.mark.django_db
def test_the_preview_keeps_them_together(client, county):
    client.force_login(county.official)

    page = client.post(
        address(county, "findings"), {**chosen("rule", "first_seen"), "on": "", "preview": "1"}
    )

    assert '<td><span class="nowrap">ORG-005</span></td>' in page.text
