"""Give an order, call it off, let it begin anew, throw it away."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from exports.choices import RESUMABLE, UNDER_WAY, OrderState
from exports.models import Order
from exports.orders.queue import enqueue
from exports.places import Place
from exports.products import Product, Want
from governance.domain.refusals import Denied
from schools.models import School

#: One person's orders under way at a time.
MOST = 5
#: Seconds without progress after which nobody works on an order any more.
STALLED_AFTER = 1800
#: Days a file can be downloaded; it holds the data of many people.
KEPT = 7


def order_give(*, place: Place, product: Product, want: Want) -> Order:
    """Put an export on the way.

    Raises:
        Denied: if the user may not take the data of the place away.
        ValidationError: if the place has no such export, or the user has too many on the way.

    """
    _require_fit(place, product)
    with transaction.atomic():
        # the user's row is the lock: two clicks at once must not both find room
        User.objects.select_for_update().get(pk=place.user.pk)
        if Order.objects.filter(asked_by=place.user, state__in=UNDER_WAY).count() >= MOST:
            raise ValidationError(
                _("您已有{most}项导出正在生成，请等其中一项完成，或者先取消。").format(most=MOST)
            )
        home = {"school" if isinstance(place.scope, School) else "jurisdiction": place.scope}
        order = Order.objects.create(
            **home,
            product=product.key,
            format=want.ending,
            on=want.on,
            wanted=want.kept,
            language=get_language() or "zh-hans",
            asked_by=place.user,
        )
        enqueue(order)
    return order


def _require_fit(place: Place, product: Product) -> None:
    verdict = place.verdict
    if not verdict:
        raise Denied(verdict.reason)
    if not product.fits(place):
        raise ValidationError(_("这种内容只能按学校导出。"))


def order_cancel(*, order: Order) -> Order:
    """Call it off; a worker that is at it notices before its file is kept.

    Raises:
        ValidationError: if it is finished.

    """
    with transaction.atomic():
        fresh = _locked(order)
        if fresh.state not in UNDER_WAY:
            raise ValidationError(_("这项导出已经结束，不用取消。"))
        fresh.state, fresh.problem = OrderState.CANCELLED, ""
        fresh.save(update_fields=["state", "problem"])
    return fresh


def order_resume(*, order: Order) -> Order:
    """Begin it anew.

    Raises:
        ValidationError: if it is finished, or somebody works on it.

    """
    with transaction.atomic():
        fresh = _locked(order)
        if not (fresh.state in RESUMABLE or is_stalled(fresh)):
            raise ValidationError(_("这项导出正在生成或者已经完成，不用重做。"))
        fresh.state, fresh.problem, fresh.beat_at = OrderState.QUEUED, "", timezone.now()
        fresh.save(update_fields=["state", "problem", "beat_at"])
        enqueue(fresh)
    return fresh


def order_remove(*, order: Order) -> None:
    """Throw the order and its file away.

    Raises:
        ValidationError: while somebody works on it.

    """
    with transaction.atomic():
        fresh = _locked(order)
        if fresh.state in UNDER_WAY and not is_stalled(fresh):
            raise ValidationError(_("导出正在生成，请先取消再删除。"))
        storage, name = fresh.file.storage, fresh.file.name
        fresh.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def orders_expire(now: datetime) -> int:
    """Throw away what was asked for more than a week ago; return how many files and orders that were."""
    old = Order.objects.filter(asked_at__lt=now - timedelta(days=KEPT)).exclude(state__in=UNDER_WAY)
    found = list(old)
    for order in found:
        order_remove(order=order)
    return len(found)


def is_stalled(order: Order) -> bool:
    """Tell whether the order claims to be on its way while nobody has moved it for a while."""
    silent = (timezone.now() - order.beat_at).total_seconds()
    return order.state in UNDER_WAY and silent > STALLED_AFTER


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
