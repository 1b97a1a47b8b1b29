"""What somebody wants of a product: day, form of file, columns in their order, filters."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exports.models import SavedExport
from exports.products import Product, Want
from exports.tables import TABLES, Column, Table
from governance.views.days import FARTHEST, FIRST

ANY = [("", _("全部"))]
_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
#: Names of fields begin with what they are: whether a column is in it, at which place, and a filter.
_CHOSEN, _PLACE, _FILTER = "c_", "n_", "f_"


class WantForm(forms.Form):
    """A form made of the product; without an answer it holds what is usual, or what was saved."""

    on = forms.DateField(label=_("截止日期"), required=False, input_formats=_FORMATS)
    ending = forms.ChoiceField(label=_("文件格式"), required=False)

    def __init__(self, data: Any, product: Product, saved: SavedExport | None = None):
        self.product, self.table = product, TABLES.get(product.key)
        usual = _usual(self.table, saved) if self.table else {}
        if saved is not None:
            data = {**usual, **{name: data[name] for name in ("on", "ending") if data.get(name)}}
        elif not any(name.startswith(_CHOSEN) for name in data):
            data = {**usual, **{name: data[name] for name in data if name not in usual}}
        super().__init__(data)
        self.fields["ending"].choices = [(form.ending, form.label) for form in product.forms]
        self.fields["on"].widget.attrs |= {"placeholder": timezone.localdate().isoformat(), "size": "11"}
        for name, field in self._of_table():
            self.fields[name] = field
        for field in self.fields.values():
            _dress(field)

    def _of_table(self) -> Iterator[tuple[str, forms.Field]]:
        if self.table is None:
            return
        for nth, column in enumerate(self.table.columns, 1):
            yield f"{_CHOSEN}{column.key}", forms.BooleanField(label=column.heading, required=False)
            label = _("次序")
            yield (
                f"{_PLACE}{column.key}",
                forms.IntegerField(label=label, required=False, min_value=1, max_value=99, initial=nth),
            )
        for one in self.table.filters:
            choices = [*ANY, *((str(value), label) for value, label in one.choices)]
            yield f"{_FILTER}{one.key}", forms.ChoiceField(label=one.label, required=False, choices=choices)

    def clean_on(self) -> Any:
        """Return the day, today for none.

        Raises:
            ValidationError: if it lies before everything that is on record, or too far ahead.

        """
        on, today = self.cleaned_data["on"], timezone.localdate()
        if on and not FIRST <= on <= today + FARTHEST:
            raise forms.ValidationError(_("这个日期太早或者太晚，请检查年份。"))
        return on or today

    def clean(self) -> dict[str, Any]:
        """Require a column.

        Raises:
            ValidationError: if none is chosen.

        """
        cleaned = super().clean()
        if self.table and not self._columns(cleaned):
            raise forms.ValidationError(_("请至少选一个栏目。"))
        return cleaned

    @property
    def want(self) -> Want:
        """What is wanted; the form is valid."""
        cleaned = self.cleaned_data
        filters = {
            name.removeprefix(_FILTER): value
            for name, value in cleaned.items()
            if name.startswith(_FILTER) and value
        }
        ending = self.product.form(cleaned["ending"]).ending
        return Want(cleaned["on"], ending, tuple(column.key for column in self._columns(cleaned)), filters)

    def columns(self) -> list[tuple[Any, Any]]:
        """Return the fields of each column, whether and where."""
        keys = [column.key for column in self.table.columns] if self.table else []
        return [(self[f"{_CHOSEN}{key}"], self[f"{_PLACE}{key}"]) for key in keys]

    def filters(self) -> list[Any]:
        """Return the fields of the filters."""
        return [self[name] for name in self.fields if name.startswith(_FILTER)]

    def _columns(self, cleaned: dict[str, Any]) -> list[Column]:
        columns = self.table.columns if self.table else ()
        chosen = [column for column in columns if cleaned.get(f"{_CHOSEN}{column.key}")]
        usual = {column.key: nth for nth, column in enumerate(columns, 1)}

        def place(column: Column) -> tuple[int, bool]:
            """Return its number; of two with one number, that which somebody moved there comes first."""
            asked = cleaned.get(f"{_PLACE}{column.key}") or usual[column.key]
            return asked, asked == usual[column.key]

        return sorted(chosen, key=place)


def _usual(table: Table, saved: SavedExport | None) -> dict[str, Any]:
    """Return what the form holds without an answer."""
    chosen = [column.key for column in table.chosen(saved.columns if saved else ())]
    others = [column.key for column in table.columns if column.key not in chosen]
    if saved is None:
        places = {f"{_PLACE}{column.key}": nth for nth, column in enumerate(table.columns, 1)}
    else:
        places = {f"{_PLACE}{key}": nth for nth, key in enumerate([*chosen, *others], 1)}
    filters = {f"{_FILTER}{key}": value for key, value in (saved.filters if saved else {}).items()}
    return {f"{_CHOSEN}{key}": "on" for key in chosen} | places | filters


def _dress(field: forms.Field) -> None:
    if isinstance(field.widget, forms.Select):
        field.widget.attrs["class"] = "form-select form-select-sm"
    elif not isinstance(field.widget, forms.CheckboxInput):
        field.widget.attrs["class"] = "form-control form-control-sm"
