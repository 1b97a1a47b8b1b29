"""What a round is about, as it is sent, and as the form of its page takes it."""

from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import Field, create_model

from accounts.models import User
from api.http.types import Day, RuleCode, Sent, TenDigits
from api.http.writing.taking import called, given, said, taken
from api.http.writing.words import ReasonIn, Words
from governance.presentation.chapters import chapters
from governance.presentation.filters import SchoolFilter
from governance.presentation.jurisdiction_page import schools_inside
from oversight.choices.round import Choosing, RoundKind
from oversight.forms.rounds import EARLIEST, LATEST, RoundForm
from oversight.models import Round
from schools.models import Jurisdiction

#: Schools that are chosen one by one at most.
MOST_SCHOOLS = 2000
#: The order of a list chooses no school.
_ORDER = "sort"
_Chapter = Literal[tuple(code for code, _name in chapters())]
_filters = {
    name: (Annotated[str, Field(max_length=60), said(one.label)], "")
    for name, one in SchoolFilter.base_fields.items()
    if name != _ORDER
}
FilterIn: Any = create_model(
    "FilterIn", __base__=Sent, __doc__="As the list of schools is filtered.", **_filters
)


class RoundIn(Sent):
    """What a round is called, what for, about which rules and schools, until when."""

    title: Annotated[str, Field(min_length=2, max_length=80), called(Round, "title")]
    kind: Annotated[Literal[tuple(RoundKind.values)], called(Round, "kind")] = RoundKind.SPECIAL.value
    year: Annotated[int, Field(ge=EARLIEST, le=LATEST), called(Round, "year")]
    basis: Annotated[str, Field(max_length=200), called(Round, "basis")] = ""
    purpose: Annotated[Words, called(Round, "purpose")] = ""
    starts_on: Annotated[Day, called(Round, "starts_on")]
    deadline: Annotated[Day, called(Round, "deadline")]
    wants_zero: Annotated[bool, called(Round, "wants_zero")] = True
    chapters: Annotated[
        list[_Chapter],
        Field(max_length=20, description="neither chapters nor rules: all rules"),
    ] = []
    rules: Annotated[list[RuleCode], Field(max_length=500)] = []
    choosing: Literal[tuple(Choosing.values)] = Choosing.ALL.value
    filter: FilterIn = Field(default_factory=FilterIn)
    codes: Annotated[
        list[TenDigits], Field(max_length=MOST_SCHOOLS, description="schools chosen one by one")
    ] = []


class ExtendIn(ReasonIn):
    """A later deadline with its reason."""

    deadline: Annotated[Day, called(Round, "deadline")]


def round_fields(user: User, place: Jurisdiction, sent: RoundIn) -> dict[str, Any]:
    """Return what the operations take.

    Raises:
        ValidationError: as the form of the page says, or on ``codes`` that name no school of the place.

    """
    plain = {name: value for name, value in given(sent).items() if name not in ("filter", "codes")}
    form = RoundForm(plain, initial={"codes": _inside(user, place, sent.codes)})
    schools = SchoolFilter(given(sent.filter))
    taken(schools, "filter")
    taken(form)
    return form.values(schools)


def _inside(user: User, place: Jurisdiction, codes: list[str]) -> list[str]:
    known = set(schools_inside(place, user).filter(code__in=codes).values_list("code", flat=True))
    unknown = sorted(set(codes) - known)
    if unknown:
        said_ = _("、").join(unknown[:10])
        raise ValidationError(
            {"codes": _("标识码{codes}不是{place}的学校。").format(codes=said_, place=place)}
        )
    return sorted(known)
