"""How far an order has come, and what can be done with it."""

from django.utils.translation import gettext as _

from exports.models import Order
from exports.orders.ordering import WORK
from exports.products import PRODUCTS
from oversight import background


class Progress(background.Progress):
    """An order as a line of a list."""

    @property
    def name(self) -> str:
        """What is exported, as which file."""
        product = PRODUCTS[self.work.product]
        return f"{product.name} · {product.form(self.work.format).label}"

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.is_stalled:
            return _("后台任务没有运行或者已中断，请确认任务进程在运行后点“重做”。")
        if self.is_done:
            return _("{n}条").format(n=self.work.rows)
        return self.work.problem or str(self.work.get_state_display())


def progress_of(order: Order) -> Progress:
    """Return the order as a line of a list."""
    return Progress(order, WORK.is_stalled(order))
