"""Types of organisations on a past day, for counts over many schools."""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Expression

from governance.choices import LIVE_STATES
from governance.history.past import replay
from governance.models import OrganizationStatus, PartyOrganization


def type_on(condition: Q, on: date | None) -> Expression | F:
    """Return the type an organisation had on ``on``, as an expression over its row; None for today.

    ``condition`` says which organisations are counted. Types change seldom, so that those that did are
    named one by one; of a past day that takes two queries.
    """
    if on is None:
        return F("type")
    values = replay(PartyOrganization, condition, on).values
    now = dict(PartyOrganization.objects.filter(pk__in=values).values_list("pk", "type"))
    then = {pk: value["type"] for pk, value in values.items() if value["type"] != now.get(pk)}
    cases = [When(pk=pk, then=Value(was)) for pk, was in then.items()]
    return Case(*cases, default=F("type"), output_field=CharField()) if cases else F("type")


def was_live(on: date) -> Exists:
    """Return whether an organisation was at work on ``on``."""
    return _had_state(on, LIVE_STATES)


def had_state(on: date, state: str) -> Exists:
    """Return whether an organisation was in the state on ``on``."""
    return _had_state(on, (state,))


def _had_state(on: date, states: tuple[str, ...]) -> Exists:
    status = OrganizationStatus.objects.as_of(on)
    return Exists(status.filter(organization=OuterRef("pk"), state__in=states))
