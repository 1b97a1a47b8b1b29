"""Periods as people write them: the first and the last day, both included."""

from datetime import timedelta

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from schools.periods import last_day, open_period

ONE_DAY = timedelta(days=1)


class PeriodWidget(forms.MultiWidget):
    """Two dates; the second may stay empty."""

    use_fieldset = True

    def __init__(self, attrs=None):
        dates = {
            "first": AdminDateWidget(attrs={"aria-label": _("开始日期"), "placeholder": "YYYY-MM-DD"}),
            "last": AdminDateWidget(attrs={"aria-label": _("最后一日"), "placeholder": _("至今")}),
        }
        super().__init__(dates, attrs)

    def decompress(self, value):
        """Return the first and the last day of a stored range, whose end is the day after."""
        if not value:
            return [None, None]
        return [value.lower, last_day(value.upper)]


class PeriodField(forms.MultiValueField):
    """A date range whose last day is the one people mean; stored half-open."""

    widget = PeriodWidget
    default_error_messages = {
        "incomplete": _("请填写开始日期。"),
        "reversed": _("最后一日不能早于开始日期。"),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("填写第一日和最后一日（含当日）；没有结束的，最后一日留空。"))
        fields = (forms.DateField(required=False), forms.DateField(required=False))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        """Return the range, or None if both days are empty.

        Raises:
            ValidationError: if the first day is missing, or the last one lies before it.

        """
        first, last = data_list or (None, None)
        if first is None and last is None:
            return None
        if first is None:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if last is not None and last < first:
            raise ValidationError(self.error_messages["reversed"], code="reversed")
        return open_period(first, last + ONE_DAY if last else None)

    def prepare_value(self, value):
        """Return ranges as they are: the widget splits them."""
        return value if isinstance(value, DateRange | list | tuple) else None
