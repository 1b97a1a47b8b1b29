"""Names of things that hold on every server: URNs made of register numbers."""

BASE = "urn:liangzhu:"
#: Which part of a name says what is named.
BODY, POST, HOLDING, PERSON, TYPE, ROLE = "body", "post", "holding", "person", "type", "role"


def urn(what: str, number: str) -> str:
    """Return the name of the thing ``what`` with this number."""
    return f"{BASE}{what}:{number}"


def number_of(name: str, what: str) -> str:
    """Return the register number in a name of ours, "" if it is another's."""
    start = f"{BASE}{what}:"
    return name.removeprefix(start) if name.startswith(start) else ""
