"""What tests of the desk say again and again: addresses, and what a browser would send."""

from typing import Any

from django.urls import reverse

from tests import factories


def address(noun: Any, action: str, *arguments: Any, **query: Any) -> str:
    """Return the address of a noun's page; given a row, of the row's page."""
    meta = noun._meta
    if not isinstance(noun, type):
        arguments = (noun.pk, *arguments)
    path = reverse(f"admin:{meta.app_label}_{meta.model_name}_{action}", args=arguments)
    return path + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def sent(form: Any, /, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends for a form as it stands, with ``changes``."""
    data: dict[str, Any] = {}
    for name in form.fields:
        _fill(data, form, name)
    return {**data, "act_on": factories.ON.isoformat(), **changes}


def _fill(data: dict[str, Any], form: Any, name: str) -> None:
    value = form[name].value()
    widget = form.fields[name].widget
    if hasattr(widget, "decompress"):
        for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True):
            data[name + suffix] = "" if part is None else str(part)
    elif value is None or value is False:
        return
    else:
        data[name] = [str(v) for v in value] if isinstance(value, list | tuple) else value


def opened(client: Any, url: str) -> Any:
    """Return the form of the page."""
    return client.get(url).context["adminform"].form


def save(client: Any, url: str, /, **changes: Any) -> Any:
    """Open the form, change some values, send it, and return the answer."""
    return client.post(url, sent(opened(client, url), **changes))


def text(answer: Any) -> str:
    """Return the page."""
    return answer.content.decode()
