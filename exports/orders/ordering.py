"""Give an order, call it off, let it begin anew, throw it away."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from exports.models import Order
from exports.orders.queue import enqueue
from exports.places import Place
from exports.products import Product, Want
from governance.domain.refusals import Denied
from oversight.background import UNDER_WAY, Work
from schools.models import School

#: One person's orders under way at a time.
MOST = 5
#: A table of a province is written in one go: only after half an hour nobody works on it any more.
WORK = Work(Order, stalled_after=1800)
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
    return WORK.cancelled(order, _("这项导出已经结束，不用取消。"))


def order_resume(*, order: Order) -> Order:
    """Begin it anew.

    Raises:
        ValidationError: if it is finished, or somebody works on it.

    """
    with transaction.atomic():
        fresh = WORK.queued_again(order, _("这项导出正在生成或者已经完成，不用重做。"))
        enqueue(fresh)
    return fresh


def order_remove(*, order: Order) -> None:
    """Throw the order and its file away.

    Raises:
        ValidationError: while somebody works on it.

    """
    WORK.removed(order, _("导出正在生成，请先取消再删除。"))


def orders_expire(now: datetime) -> int:
    """Throw away what was asked for more than a week ago; return how many files and orders that were."""
    old = Order.objects.filter(asked_at__lt=now - timedelta(days=KEPT)).exclude(state__in=UNDER_WAY)
    found = list(old)
    for order in found:
        order_remove(order=order)
    return len(found)
