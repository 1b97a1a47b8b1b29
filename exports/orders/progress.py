"""How far an order has come, and what can be done with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exports.choices import RESUMABLE, UNDER_WAY, OrderState
from exports.models import Order
from exports.orders.ordering import WORK
from exports.products import PRODUCTS


@dataclass(frozen=True, slots=True)
class Progress:
    """An order as a line of a list."""

    order: Order
    is_stalled: bool

    @property
    def name(self) -> str:
        """What is exported, as which file."""
        product = PRODUCTS[self.order.product]
        return f"{product.name} · {product.form(self.order.format).label}"

    @property
    def is_moving(self) -> bool:
        """Whether the line will look different in a moment."""
        return self.order.state in UNDER_WAY and not self.is_stalled

    @property
    def is_done(self) -> bool:
        """Whether there is a file."""
        return self.order.state == OrderState.DONE

    @property
    def may_resume(self) -> bool:
        """Whether it can be begun anew."""
        return self.order.state in RESUMABLE or self.is_stalled

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.is_stalled:
            return _("后台任务没有运行或者已中断，请确认任务进程在运行后点“重做”。")
        if self.is_done:
            return _("{n}条").format(n=self.order.rows)
        return self.order.problem or str(self.order.get_state_display())


def progress_of(order: Order) -> Progress:
    """Return the order as a line of a list."""
    return Progress(order, WORK.is_stalled(order))
