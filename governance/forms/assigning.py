"""The form that puts a person in a post: the people who fit come first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import BODY_ROLES, BodyKind, Role
from governance.domain.candidates import secretary_candidates
from governance.domain.posts import Appointment, kind_of
from governance.forms.base import RowForm
from governance.forms.bodies import BodyField, body_key
from governance.forms.grouped import EMPTY, PersonField, grouped_people
from governance.forms.place import Place
from governance.forms.steps import HandOverForm
from governance.models import PartyOrganization
from schools.models import Person

#: What an assignment says about how it came about; the model's own fields.
FACTS = (
    "method", "elected_on", "approved_on", "filed_on", "document", "duties",
    "is_full_time_party", "is_acting",
)  # fmt: skip


class AssignForm(RowForm):
    """Body, role and person; a secretary's candidates are grouped as rule SEC-017 prefers them."""

    body = BodyField(label=_("任职机构"))
    post_role = forms.ChoiceField(label=_("职务"), choices=[EMPTY, *Role.choices])
    person = PersonField(Person.objects.none(), label=_("人员"))

    #: What the address of the form says: body and role, so that the candidates can be grouped at once.
    asked: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].narrow(self.place)
        self._settle_body()
        body, role = self._chosen_body(), self.data.get("post_role") or self.asked.get("role", "")
        if body is not None:
            fitting = BODY_ROLES[kind_of(body)]
            self.fields["post_role"].choices = [EMPTY, *(c for c in Role.choices if c[0] in fitting)]
        self.fields["post_role"].initial = role
        offer_people(self.fields["person"], self.place, body, role)

    def _settle_body(self) -> None:
        """Choose the body the address names; a school beside another body only says where that is."""
        inside = (kind for kind in BodyKind.values if kind != BodyKind.SCHOOL)
        kind = next((kind for kind in (*inside, BodyKind.SCHOOL) if kind in self.asked), None)
        if kind and (kind != BodyKind.SCHOOL or len(self.asked) == 1 or "role" in self.asked):
            self.fields["body"].initial = f"{kind}:{self.asked[kind]}"

    def _chosen_body(self) -> Any:
        value = self.data.get("body") or self.fields["body"].initial
        offered = {key for _label, group in self.fields["body"].choices[1:] for key, _name in group}
        return self.fields["body"].clean(value) if value in offered else None

    def clean(self) -> dict[str, Any]:
        """Refuse a role the body has no post for."""
        cleaned = super().clean()
        body, role = cleaned.get("body"), cleaned.get("post_role")
        if body is not None and role and role not in BODY_ROLES[kind_of(body)]:
            self.add_error("post_role", _("该机构没有这个职务。"))
        return cleaned

    def appointment(self) -> Appointment:
        """Return how the person came to the post."""
        facts = self.given(*FACTS)
        return Appointment(**{**facts, "duties": tuple(facts["duties"])})


class SuccessorForm(HandOverForm):
    """Handing over a post: the candidates are those of the post."""

    row: Any

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_people(self.fields["person"], self.place, self.row.post.body, self.row.post.role)


def offer_people(field: PersonField, place: Place, body: Any, role: str) -> None:
    """Let the field offer the people of the place, grouped if they are candidates for a branch secretary."""
    people = place.rows(Person).filter(died_on=None).order_by("sort_key", "number")
    field.queryset = people
    if role == Role.SECRETARY and isinstance(body, PartyOrganization):
        field.choices = grouped_people(secretary_candidates(body, people, place.on))


def body_query(body: Any) -> str:
    """Return the words of an address that settle the body of an assignment."""
    kind, key = body_key(body).split(":")
    return f"{kind}={key}"
