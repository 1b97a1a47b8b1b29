"""How tests ask for exports, and what they get."""

from django.urls import reverse


def address(county, key):
    return reverse("exports:jurisdiction_product", args=[county.place.code, key])


def content(answer):
    return b"".join(answer.streaming_content)


def chosen(*keys, **more):
    return {f"c_{key}": "on" for key in keys} | {f"n_{key}": nth for nth, key in enumerate(keys, 1)} | more


def taken(client, url, **data):
    """Take a file: the button leads to its address, which asks for the purpose where it names people."""
    there = client.post(url, {**data, "take": "1"})
    assert there.status_code == 302
    answer = client.get(there.url)
    return answer if answer.streaming else client.post(there.url, {"purpose": "reporting"})
