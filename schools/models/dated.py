"""What every dated fact has in common."""

from datetime import date

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, IntegerRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from schools.periods import last_day
from schools.querysets import Scoped


def same(name: str) -> Func:
    """Return the key ``name`` as a one-value range, so that ``&&`` means "the same row".

    An exclusion constraint on a plain integer would need the extension btree_gist, which the
    embedded PostgreSQL does not carry. ``name`` is the field's name, not its column: validation
    replaces fields by name and would compare each row with itself.
    """
    key = Cast(F(name), models.BigIntegerField())
    return Func(key, key, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class TextKey(Func):
    """Texts together as one 64-bit number, by way of their hash."""

    function = "hashtextextended"
    template = "%(function)s(%(expressions)s, 0)"
    arg_joiner = " || ' ' || "
    output_field = models.BigIntegerField()


def same_text(*names: str) -> Func:
    """Return the texts ``names`` together as a one-value range, so that ``&&`` means "the same texts"."""
    key = TextKey(*(F(name) for name in names))
    return Func(key, key, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class Side(Func):
    """A text as one of two ranges that touch: ``-|-`` holds between ``first`` and any other text, never
    between equal ones.

    An exclusion constraint cannot say that two texts differ without the extension btree_gist.
    """

    function = "int4range"
    arity = 1
    output_field = IntegerRangeField()

    def as_sql(self, compiler, connection, **extra):
        """Return the range that begins at 0 for the first text, at 1 for others."""
        text, values = compiler.compile(self.source_expressions[0])
        begin = f"(CASE WHEN {text} = '{self.extra['first']}' THEN 0 ELSE 1 END)"
        return f"int4range({begin}, {begin} + 1)", (*values, *values)


class Dated(Scoped):
    """A fact that holds during ``period``, a half-open range of days."""

    period = DateRangeField(_("起止日期"))

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_period_bounded",
                condition=Q(period__isempty=False) & Q(period__startswith__isnull=False),
                violation_error_message=_("起止日期不能为空，结束日期应当晚于开始日期。"),
            ),
        )

    @property
    def starts_on(self) -> date:
        """First day on which the fact holds."""
        return self.period.lower

    @property
    def ends_on(self) -> date | None:
        """First day on which the fact no longer holds; None while it has no end."""
        return self.period.upper

    @property
    def last_day(self) -> date | None:
        """Last day on which the fact holds, as people write it."""
        return last_day(self.period.upper)

    def holds_on(self, on: date) -> bool:
        """Tell whether the fact holds on ``on``."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)
