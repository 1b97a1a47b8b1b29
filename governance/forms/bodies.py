"""A body of a school as one choice: an organisation, a unit, a leading group or the school itself."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.choices import BodyKind, OrgState
from governance.forms.grouped import EMPTY
from governance.forms.place import Place
from governance.models import LeadingGroup, PartyOrganization
from schools.models import School, Unit

MODELS: dict[str, Any] = {
    BodyKind.ORGANIZATION: PartyOrganization,
    BodyKind.UNIT: Unit,
    BodyKind.GROUP: LeadingGroup,
    BodyKind.SCHOOL: School,
}


class BodyField(forms.ChoiceField):
    """Names a body as ``kind:key``; what is not among the place's bodies is refused."""

    def __init__(self, **kwargs: Any):
        super().__init__(choices=[EMPTY], **kwargs)
        self.place: Place | None = None

    def narrow(self, place: Place) -> None:
        """Offer the bodies of the place."""
        self.place = place
        self.choices = [EMPTY, *_groups(place)]

    def clean(self, value: Any) -> Any:
        """Return the body.

        Raises:
            ValidationError: if it is none of those offered.

        """
        text = super().clean(value)
        if not text:
            return None
        kind, key = text.split(":")
        body = MODELS[kind].objects.visible_to(self.place.user).filter(pk=key).first()
        if body is None:
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})
        return body


def body_key(body: Any) -> str:
    """Return the choice that names the body."""
    kind = next(kind for kind, model in MODELS.items() if isinstance(body, model))
    return f"{kind}:{body.pk}"


def _groups(place: Place) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    organizations = place.rows(PartyOrganization).exclude(state=OrgState.DISSOLVED)
    rows = {
        _("党组织"): organizations,
        _("学校"): [place.school] if place.school else [],
        _("内设单元"): place.current(Unit),
        _("领导小组"): place.current(LeadingGroup),
    }
    for label, bodies in rows.items():
        choices = [(body_key(body), str(body)) for body in bodies]
        if choices:
            yield label, choices
