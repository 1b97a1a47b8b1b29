"""Appoint, hand over, end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.actions.action import ORGANIZATION, SCHOOL, UNIT, Action, always
from governance.actions.arguments import Argument, Kind
from governance.actions.fitting import is_working
from governance.choices import Method, Role
from governance.domain.act import Act
from governance.domain.operation import require
from governance.domain.posts import Appointment, Body, kind_of, post_assign, post_end, post_hand_over
from governance.models import RoleAssignment
from schools.models import Person

BODY = Argument("body", Kind.BODY, _("任职机构"))
ROLE = Argument("role", Kind.CHOICE, _("职务"), choices=Role)
HOLDER = Argument("person", Kind.PERSON, _("现任"))
HOW = (
    Argument("method", Kind.CHOICE, _("产生方式"), choices=Method, required=False),
    Argument("elected_on", Kind.DATE, _("选举日期"), required=False),
    Argument("approved_on", Kind.DATE, _("批准日期"), required=False),
)


def _appointment(
    act: Act, method: str = "", elected_on: date | None = None, approved_on: date | None = None
) -> Appointment:
    return Appointment(
        method=Method(method) if method else "",
        elected_on=elected_on,
        approved_on=approved_on,
        document=act.document,
    )


def _assign(*, act: Act, body: Body, role: str, person: Person, **how: str) -> RoleAssignment:
    return post_assign(
        act=act, body=body, role=Role(role), person=person, appointment=_appointment(act, **how)
    )


def _held(body: Body, role: str, person: Person) -> RoleAssignment:
    rows = RoleAssignment.objects.filter(**{f"post__{kind_of(body)}": body}, period__endswith=None)
    found = rows.filter(role=role, person=person).first()
    require(
        found,
        gettext("{person}没有担任{body}的{role}。"),
        person=person,
        body=body,
        role=Role(role).label,
    )
    return found


def _end(*, act: Act, body: Body, role: str, person: Person) -> RoleAssignment:
    return post_end(act=act, assignment=_held(body, role, person))


def _hand_over(
    *, act: Act, body: Body, role: str, person: Person, successor: Person, **how: str
) -> RoleAssignment:
    held = _held(body, role, person)
    return post_hand_over(act=act, assignment=held, person=successor, appointment=_appointment(act, **how))


def _actions(on: str, suffix: str) -> tuple[Action, ...]:
    common: dict[str, Any] = {"on": on, "subject": "body"}
    common["own"] = on == ORGANIZATION
    common["fits"] = is_working if on == ORGANIZATION else always
    return (
        Action(
            f"post_assign{suffix}",
            _("任职…"),
            _assign,
            (BODY, ROLE, Argument("person", Kind.PERSON, _("人员")), *HOW),
            key="a",
            **common,
        ),
        Action(
            f"post_hand_over{suffix}",
            _("换人…"),
            _hand_over,
            (BODY, ROLE, HOLDER, Argument("successor", Kind.PERSON, _("继任")), *HOW),
            **common,
        ),
        Action(f"post_end{suffix}", _("免职…"), _end, (BODY, ROLE, HOLDER), **common),
    )


ACTIONS = (*_actions(ORGANIZATION, ""), *_actions(UNIT, "_unit"), *_actions(SCHOOL, "_school"))
