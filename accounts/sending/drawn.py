"""A form knows what it showed when it was drawn: what somebody else changed meanwhile is not laid over.

The values are drawn into the form, signed. When it comes back, each is compared with what the row says now.
What differs is shown three times (when drawn, now, typed), and the person keeps his own or takes the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

#: The hidden field, and what begins the name of a choice between the two.
FIELD, TAKE = "drawn", "take-"
NOW = "now"
_SALT = "accounts.sending.drawn"
MOVED = _("没有保存：打开这一页之后，资料已被别人修改。请核对后再保存。")
#: What a browser would send for a field: by name, the texts.
Sent = dict[str, list[str]]


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed since the form was drawn; values as people read them."""

    name: str
    label: str
    drawn: str
    now: str
    mine: str
    is_mine_changed: bool

    @property
    def choice(self) -> str:
        """The name of the choice between the two."""
        return TAKE + self.name


def drawn_fields(form: forms.BaseForm) -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields that show a value of the row: a model form's own, another's all.

    A form may name them itself (``drawn_names``). Hidden fields, files and passwords show nothing.
    """
    names = getattr(form, "drawn_names", None)
    model = getattr(getattr(form, "_meta", None), "model", None)
    if names is None and model is not None:
        names = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    for name, field in form.fields.items():
        is_kept_back = field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)
        is_shown = not is_kept_back and not isinstance(field, forms.FileField)
        if is_shown and (names is None or name in names):
            yield name, field


def as_sent(form: forms.BaseForm, name: str, field: forms.Field) -> Sent:
    """Return what a browser sends for the field if nobody touches it."""
    key, widget = form.add_prefix(name), field.widget
    value = form.get_initial_for_field(field, name)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{key}{suffix}": [_text(part)] for suffix, part in parts}
    value = field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        return {key: ["on"] if value else []}
    shown = widget.format_value(value)
    if isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return {key: sorted(_text(one) for one in shown or [])}
    return {key: [_text(one) for one in shown] or [""] if isinstance(shown, list) else [_text(shown)]}


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def snapshot(form: forms.BaseForm) -> str:
    """Return what the form shows of the row now, signed."""
    values = {name: as_sent(form, name, field) for name, field in drawn_fields(form)}
    return signing.dumps(values, salt=_SALT, compress=True)


def _drawn(form: forms.BaseForm) -> dict[str, Sent]:
    """Return what the form showed; nothing for one that does not say, or was tampered with."""
    try:
        found = signing.loads(form.data.get(form.add_prefix(FIELD), ""), salt=_SALT)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def differences(form: forms.BaseForm) -> list[Difference]:
    """Return what somebody else changed since the form was drawn."""
    if not form.is_bound:
        return []
    shown, found = _drawn(form), []
    for name, field in drawn_fields(form):
        now = as_sent(form, name, field)
        if name in shown and shown[name] != now:
            mine = {key: _mine(form, key, many=len(values) != 1) for key, values in now.items()}
            told = (said(field, one) for one in (shown[name], now, mine))
            found.append(Difference(name, str(form[name].label), *told, mine != shown[name]))
    return found


def _mine(form: forms.BaseForm, key: str, *, many: bool) -> list[str]:
    sent = form.data.getlist(key) if hasattr(form.data, "getlist") else [form.data.get(key, "")]
    sent = [_text(one) for one in sent]
    return sorted(sent) if many else sent


def said(field: forms.Field, sent: Sent) -> str:
    """Return the texts a browser sends as people read them."""
    texts = [text for values in sent.values() for text in values if text]
    if isinstance(field.widget, forms.CheckboxInput):
        return "✓" if texts else "—"
    if isinstance(field, forms.ModelChoiceField):
        keys = [text for text in texts if text.isascii() and text.isdecimal()]
        texts = [str(field.label_from_instance(row)) for row in field.queryset.filter(pk__in=keys)]
    elif isinstance(field, forms.ChoiceField):
        texts = [str(label) for key, label in flatten_choices(field.choices) if str(key) in texts and key]
    return " · ".join(texts) or "—"


def take(form: forms.BaseForm) -> None:
    """Put what the row says now in the place of what was typed, where the person chose that.

    Before the form is checked: a bound form's data are replaced.
    """
    if not form.is_bound:
        return
    data = form.data.copy()
    for name, field in drawn_fields(form):
        if data.get(TAKE + name) == NOW:
            for key, values in as_sent(form, name, field).items():
                data.setlist(key, values)
    form.data = data


class Drawn:
    """Mixin of a form of a row: it says no when somebody else changed what it showed.

    Its template draws ``{% drawn form %}``; ``differences`` is what has moved, and the answer is a 409 then.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        take(self)
        self.differences = differences(self)

    def clean(self) -> dict[str, Any]:
        """Refuse what would undo the change of somebody else."""
        cleaned = super().clean()
        if self.differences:
            self.add_error(None, MOVED)
        return cleaned
