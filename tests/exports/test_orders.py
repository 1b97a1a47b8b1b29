"""Exports made by the worker: of what their asker may see then; called off, begun anew, thrown away."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessGrant, GrantRole
from audit.models import AuditRecord
from exports.choices import OrderState
from exports.models import Order
from exports.orders.ordering import KEPT, MOST, order_cancel, order_resume, orders_expire
from exports.orders.running import order_run
from exports.products import PRODUCTS, product
from tests import factories
from tests.exports.asking import address, chosen, content

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, county):
    client.force_login(county.official)
    return client


@pytest.fixture
def ordered(visit, county, monkeypatch):
    """An order of the list of members: nothing is short enough to wait for."""
    monkeypatch.setattr(product, "MOST_AT_ONCE", 0)
    answer = visit.post(address(county, "members"), {**chosen("name", ending="csv"), "take": "1"})
    assert answer.url == reverse("exports:jurisdiction", args=[county.place.code])
    return Order.objects.get()


def test_what_is_long_is_made_by_the_worker(ordered, visit, county):
    assert order_run(ordered.pk) == OrderState.DONE

    ordered.refresh_from_db()
    file = reverse("exports:order_file", args=[ordered.key])
    assert "导出前请说明用途" in visit.get(file).text
    made = content(visit.post(file, {"purpose": "work"}))
    assert len(made.decode("utf-8-sig").splitlines()) == 12
    assert (ordered.rows, ordered.people, ordered.size) == (11, 11, len(made))
    assert ordered.sha256 == hashlib.sha256(made).hexdigest()
    told = AuditRecord.objects.filter(action="download").latest("pk")
    assert told.detail["people"] == 11


def test_who_lost_his_grant_gets_nothing(ordered, county):
    AccessGrant.objects.filter(user=county.official).delete()

    assert order_run(ordered.pk) == OrderState.FAILED
    ordered.refresh_from_db()
    assert ordered.problem == "查阅人员不能导出数据。"
    assert not ordered.file


def test_who_may_only_look_is_told_so(ordered, county, visit):
    order_run(ordered.pk)
    AccessGrant.objects.filter(user=county.official).delete()
    factories.grant(county.official, county.place, GrantRole.VIEWER)

    assert visit.get(reverse("exports:order_file", args=[ordered.key])).status_code == 403


def test_what_was_called_off_is_not_made_and_can_be_begun_anew(ordered):
    order_cancel(order=ordered)
    assert order_run(ordered.pk) == OrderState.CANCELLED

    order_resume(order=ordered)
    assert order_run(ordered.pk) == OrderState.DONE


def test_what_fails_is_said(ordered, monkeypatch):
    monkeypatch.setitem(PRODUCTS, "members", PRODUCTS["roster"])

    assert order_run(ordered.pk) == OrderState.FAILED
    ordered.refresh_from_db()
    assert f"导出编号{ordered.pk}" in ordered.problem


def test_no_more_than_a_few_at_a_time(ordered, visit, county):
    for _nth in range(MOST):
        visit.post(address(county, "members"), {"take": "1"})

    assert Order.objects.count() == MOST


def test_old_ones_go_with_their_files(ordered, django_capture_on_commit_callbacks):
    order_run(ordered.pk)
    ordered.refresh_from_db()
    storage, name = ordered.file.storage, ordered.file.name
    assert storage.exists(name)
    now = timezone.now()
    assert orders_expire(now + timedelta(days=KEPT - 1)) == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert orders_expire(now + timedelta(days=KEPT + 1)) == 1

    assert not storage.exists(name)
