"""Doing one action at once, as a form of the chart does it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.permissions import Allowed, Verdict, may_approve, may_edit, may_edit_branch
from api.http.conditional import require_version
from api.http.refusing import rule_in_the_way
from api.http.resources.changes import change_out, told_out
from api.http.types import today
from api.http.writing.bodies import ActIn, given
from api.http.writing.papers import document_for
from governance.actions.action import ORGANIZATION, UNIT, Action
from governance.actions.references import Resolver
from governance.actions.values import values_of
from governance.domain.act import Act, Rehearsal
from governance.domain.refusals import obstacle
from governance.presentation.change_page import ChangePage
from schools.models import School


@dataclass
class Deed:
    """One action that a program asks for, at a school it sees."""

    request: HttpRequest
    school: School
    action: Action
    sent: ActIn

    def done(self, *, only_tried: bool) -> dict[str, Any]:
        """Do it, or try it and take it back; return what came of it.

        Raises:
            Problem: 412 if the school is not as the caller has seen it.
            Refusal, ValidationError, PermissionDenied: as the operation says.

        """
        with transaction.atomic():
            version = require_version(self.request, self.school)
            values = self._values()
            act = self._act(version, Rehearsal() if only_tried else None)
            made = self.action.perform(act, values)
            told = self._told(act, made, only_tried=only_tried)
            if only_tried:
                transaction.set_rollback(True)
        return told

    def _values(self) -> dict[str, Any]:
        self._require(self._verdict())
        resolver = Resolver(self.request.user, self.school)
        sent = given(self.sent.arguments)
        if self.action.on not in (ORGANIZATION, UNIT):
            sent[self.action.subject] = self.school.code
        values = values_of(self.action, sent, resolver)
        node = values.get(self.action.subject)
        if getattr(node, "school_id", self.school.pk) != self.school.pk:
            raise ValidationError(_("所选的机构不属于{school}。").format(school=self.school))
        self._require(self._verdict(node))
        return values

    def _require(self, verdict: Verdict) -> None:
        """Refuse who may not do this here; the operation asks again.

        Raises:
            PermissionDenied: with the sentence.

        """
        if not verdict:
            raise PermissionDenied(verdict.reason)

    def _verdict(self, node: Any = None) -> Verdict:
        """Tell whether the user may do this; what is open to editors of a branch depends on the node."""
        user = self.request.user
        if self.action.decides:
            return may_approve(user, self.school)
        if self.action.own and self.action.on == ORGANIZATION:
            return may_edit_branch(user, node) if node is not None else Allowed()
        return may_edit(user, self.school)

    def _act(self, version: int, rehearsal: Rehearsal | None) -> Act:
        user = self.request.user
        act = Act(
            actor=user,
            today=today(),
            effective_on=self.sent.on,
            reason=self.sent.reason,
            version=version,
            rehearsal=rehearsal,
        )
        act.document, is_own = document_for(user, self.school, self.sent, self.action, act.today, version)
        if is_own:  # registering it was a change of this school
            act.version = None
        return act

    def _told(self, act: Act, made: Any, *, only_tried: bool) -> dict[str, Any]:
        page = ChangePage(act.change_set, self.request.user, act.today)
        rows = made if isinstance(made, list | tuple) else (made,)
        rehearsal = act.rehearsal or Rehearsal()
        return {
            "tried": only_tried,
            "change": {
                **change_out(act.change_set, self.request.user),
                **({"id": None} if only_tried else {}),
            },
            "version": School.objects.values_list("version", flat=True).get(pk=self.school.pk),
            "made": [row.number for row in rows if getattr(row, "number", None)] if not only_tried else [],
            "caused": [told_out(one) for one in page.caused],
            "cured": [told_out(one) for one in page.cured],
            "refusing": [rule_in_the_way(obstacle(one)) for one in rehearsal.refusing],
            "asking": [rule_in_the_way(obstacle(one)) for one in rehearsal.asking],
        }
