"""The body of an action, made from what the catalogue says about its arguments."""

from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from api.http.types import Day, Sent
from governance.actions.action import SCHOOL, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.catalogue.reshaping import DUTIES

#: Rows that one argument names at most.
MOST = 500
#: A register number or a code; ``@3`` is what step 3 of a plan makes, ``@3/2`` the second of it.
Reference = Annotated[str, Field(pattern=r"^(@[0-9]{1,4}(/[0-9]{1,4})?|[0-9A-Za-z-]{1,24})$")]
Text = Annotated[str, Field(min_length=1, max_length=300)]
_References = Annotated[list[Reference], Field(max_length=MOST)]
_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: Text,
    Kind.DATE: Day,
    Kind.NUMBER: Annotated[int, Field(ge=0, le=32767)],
    Kind.FLAG: bool,
}


class BranchIn(Sent):
    """A branch to be founded: where it stands, who is in it, who leads it."""

    full_name: Annotated[str, Field(min_length=1, max_length=120)]
    short_name: Annotated[str, Field(max_length=60)] = ""
    secretary: Reference | None = None
    approved_on: Day | None = None
    host_units: _References = []
    members: _References = []
    committee_seats: Annotated[int, Field(ge=0, le=99)] = 0
    deputies: _References = []
    groups: _References = []
    organization_member: Reference | None = None
    publicity_member: Reference | None = None
    discipline_member: Reference | None = None


if set(DUTIES) - set(BranchIn.model_fields):
    raise RuntimeError("a duty of committees is missing in what the API takes")


class PaperIn(Sent):
    """A document that is not registered yet: it is registered together with the act."""

    number: Annotated[str, Field(min_length=1, max_length=60, description="文号")]
    issued_on: Day
    issuer: Annotated[Reference, Field(description="the number of the organisation that issued it")]


class ActIn(Sent):
    """When an act takes effect, why, and on which document."""

    on: Annotated[Day | None, Field(description="from when it holds, not after today; today if left out")] = (
        None
    )
    reason: Annotated[str, Field(max_length=300)] = ""
    document: Annotated[Reference | None, Field(description="the register number of a document")] = None
    paper: PaperIn | None = None


def arguments_of(action: Action, *, planned: bool = False) -> type[Sent]:
    """Return the type of the arguments; of an act at once, the school itself need not be named."""
    fields: dict[str, Any] = {}
    for argument in action.arguments:
        if _is_the_school(action, argument) and not planned:
            continue
        kind = type_of(argument)
        said = Field(description=str(argument.label)) if argument.required else None
        fields[argument.name] = (
            (kind, said) if said else (kind | None, Field(None, description=str(argument.label)))
        )
    return create_model(
        f"{_camel(action.name)}Arguments", __base__=Sent, __doc__=f"Arguments of {action.name}.", **fields
    )


def body_of(action: Action) -> type[ActIn]:
    """Return the type of the body of an act at once."""
    arguments = arguments_of(action)
    is_needed = any(field.is_required() for field in arguments.model_fields.values())
    default = ... if is_needed else Field(default_factory=arguments)
    return create_model(
        f"{_camel(action.name)}In",
        __base__=ActIn,
        __doc__=f"What {action.name} takes.",
        arguments=(arguments, default),
    )


def type_of(argument: Argument) -> Any:
    """Return the type of an argument."""
    if argument.kind == Kind.BRANCHES:
        return Annotated[list[BranchIn], Field(min_length=1, max_length=60)]
    if argument.is_row:
        one: Any = Reference
    elif argument.kind == Kind.CHOICE:
        one = Literal[tuple(argument.choices.values)]
    else:
        one = _PLAIN[argument.kind]
    return Annotated[list[one], Field(max_length=MOST)] if argument.many else one


def given(sent: Sent) -> dict[str, Any]:
    """Return the arguments as a step keeps them: what was left out is not there."""
    found = sent.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    return {name: value for name, value in found.items() if value not in ("", [])}


def _is_the_school(action: Action, argument: Argument) -> bool:
    return action.on == SCHOOL and argument.name == action.subject


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
