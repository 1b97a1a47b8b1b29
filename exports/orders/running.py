"""Make what was ordered: in a file of its own, kept when it is whole."""

import hashlib
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import override

from exports.models import Order
from exports.orders.ordering import WORK
from exports.places import Place
from exports.products import PRODUCTS, Made, Want
from governance.domain.refusals import Denied

_log = logging.getLogger("liangzhu.exports")


def order_run(order_id: int) -> str:
    """Make the export with this key; return the state it is in afterwards.

    What somebody else makes, what is finished or was called off is left alone.
    """
    order = _taken(order_id)
    if order is None:
        return WORK.state_of(order_id)
    try:
        with override(order.language):
            _make(order)
    except Denied as problem:
        WORK.failed(order, str(problem))
    except Exception:  # noqa: BLE001 -- whatever it was, the person is told and the worker lives on
        _log.exception("export %s", order.pk)
        with override(order.language):
            WORK.failed(
                order,
                _(
                    "生成时出错，请点“重做”再试一次；仍不成功时请联系系统管理员，并告知导出编号{number}。"
                ).format(number=order.pk),
            )
    return WORK.state_of(order_id)


def want_of(order: Order) -> Want:
    """Return what was ordered."""
    columns, filters = order.wanted.get("columns", ()), order.wanted.get("filters", {})
    return Want(order.on, order.format, tuple(columns), filters)


def _taken(order_id: int) -> Order | None:
    if not WORK.taken(order_id):
        return None
    related = ("asked_by", "school__jurisdiction", "jurisdiction")
    return Order.objects.select_related(*related).get(pk=order_id)


def _make(order: Order) -> None:
    """Make the file of what its asker may see now, not when he asked.

    Raises:
        Denied: if he may not take it away any more.

    """
    place = Place(order.scope, order.asked_by)
    if not (place.verdict and order.asked_by.is_active):
        raise Denied(place.verdict.reason or _("您的账号已停用。"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        made = PRODUCTS[order.product].make(path, place, want_of(order))
        _keep(order, path, made)


def _keep(order: Order, path: Path, made: Made) -> None:
    with path.open("rb") as content:
        order.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        order.file.save("export", File(content), save=False)
    order.size, order.rows, order.people = order.file.size, made.rows, made.people
    WORK.kept(order, ("file", "size", "sha256", "rows", "people"))
