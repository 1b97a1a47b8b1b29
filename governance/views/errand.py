"""What somebody came to do: on which node of which school, at once or in a plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from accounts.permissions import Verdict, may_approve, may_edit, may_edit_branch
from governance.actions.action import ORGANIZATION, SCHOOL, UNIT, Action
from governance.actions.arguments import Kind
from governance.actions.catalogue import actions_on, all_actions
from governance.actions.references import Resolver, kind_of_number
from governance.choices import PlanAction
from governance.domain.act import Act
from governance.domain.refusals import Refused
from governance.forms.act import PAPER_FIELDS
from governance.forms.acting import ActionForm
from governance.forms.offers.scene import Scene
from governance.forms.place import BarePlace, Place
from governance.models import PartyOrganization, Plan, PlanStep
from governance.plans.drafting import step_add
from governance.plans.staging import Stage, staged
from governance.plans.states import may
from governance.views.asking import asked_plan, today, visible_school
from governance.views.days import past_refusal
from schools.models import School, Unit

#: What names the document of an act.
PAPER = frozenset({"act_document", *PAPER_FIELDS})
#: Where a node of each kind is looked up; the school is itself a node.
_NODES: dict[str, Any] = {ORGANIZATION: PartyOrganization, UNIT: Unit}


def wants_data(request: HttpRequest) -> bool:
    """Tell whether the answer is read by the chart and not by a person."""
    return request.headers.get("Accept", "").startswith("application/json")


@dataclass
class Errand:
    """A request to act, with what it is about; ``action`` is None while the menu is looked at."""

    request: HttpRequest
    school: School
    plan: Plan | None
    action: Action | None = None

    @classmethod
    def of(cls, request: HttpRequest, code: str, name: str = "") -> "Errand":
        """Return the errand if it is the user's to do.

        Raises:
            Http404: if school, plan or action do not exist for the user.
            PermissionDenied: with the reason.

        """
        school = visible_school(request, code)
        errand = cls(request, school, asked_plan(request, school), all_actions().get(name))
        action = errand.action
        if name and (action is None or not (action.planned if errand.plan else action.live)):
            raise Http404
        verdict = errand.verdict(action)
        if not verdict:
            raise PermissionDenied(verdict.reason)
        return errand

    def verdict(self, action: Action | None) -> Verdict:
        """Tell whether the user may do this: in a plan, draft it; else act on the school, or decide above."""
        user = self.request.user
        if self.plan is not None:
            return may(user, self.plan, PlanAction.EDIT)
        if action is None:
            own = self._own()
            return own or (may_approve(user, self.school) or own)
        if action.decides:
            return may_approve(user, self.school)
        return self._own() if action.own else may_edit(user, self.school)

    def _own(self) -> Verdict:
        """Tell whether the user edits the school, or the branch that is the node."""
        user = self.request.user
        verdict = may_edit(user, self.school)
        if verdict or self.number == self.school.code:
            return verdict
        kind, row = self._body()
        return may_edit_branch(user, row) if kind == ORGANIZATION else verdict

    @property
    def number(self) -> str:
        """The register number of the node; the school itself where none is named."""
        sent = self.request.POST.get("node") or self.request.GET.get("node")
        return sent or self.school.code

    def node(self) -> tuple[str, Any]:
        """Return what kind of node it is, and its row as it stands now.

        Raises:
            Http404: if the school has no such node, or the action is not for nodes of this kind.

        """
        kind, row = SCHOOL, self.school if self.number == self.school.code else None
        if row is None:
            kind, row = self._body()
        if row is None or (self.action is not None and self.action.on != kind):
            raise Http404
        return kind, row

    def _body(self) -> tuple[str, Any]:
        likely = UNIT if kind_of_number(self.number) == Kind.UNIT else ORGANIZATION
        for kind in sorted(_NODES, key=lambda kind: kind != likely):
            row = _NODES[kind].objects.filter(school=self.school, number=self.number).first()
            if row is not None:
                return kind, row
        return "", None

    def offered(self) -> list[Action]:
        """Return the actions of the menu: those for this node that are the user's and make sense."""
        kind, row = self.node()
        actions = actions_on(kind, planned=self.plan is not None)
        return [action for action in actions if action.fits(row) and self.verdict(action)]

    def by_plan_only(self) -> list[str]:
        """Return what the school does here by a plan alone, because who is above decides about it."""
        if self.plan is not None or not may_edit(self.request.user, self.school):
            return []
        kind, row = self.node()
        found = [one for one in actions_on(kind, planned=True) if one.decides and one.fits(row)]
        return [str(action.label).rstrip("…") for action in found if not self.verdict(action)]

    @contextmanager
    def stage(self) -> Iterator[Stage | None]:
        """Set the stage: in a plan, the school as the plan leaves it; otherwise the school as it is."""
        if self.plan is None:
            yield None
            return
        with staged(self.plan, user=self.request.user, today=today()) as stage:
            yield stage

    def form(self, stage: Stage | None, problem: Exception | None = None) -> ActionForm:
        """Return the form, filled with what was sent or with what the address names."""
        resolver = stage.resolver if stage else Resolver(self.request.user, self.school)
        sent = self.request.POST if self.request.method == "POST" else None
        scene = Scene(
            self._place(sent),
            self.action,
            self.node()[1],
            chosen=self.request.GET if sent is None else sent,
            made=resolver.made() if stage else {},
        )
        named = {} if sent is not None else self._named()
        return ActionForm(scene, resolver, plan=self.plan, problem=problem, data=sent, initial=named)

    def _place(self, sent: QueryDict | None) -> Place:
        """Return where the form works; what is read by the chart offers no documents to choose."""
        is_bare = sent is not None and wants_data(self.request) and not PAPER.intersection(sent)
        return (BarePlace if is_bare else Place)(self.request.user, self._day(), self.school)

    def checked_form(self, stage: Stage | None, problem: Exception) -> ActionForm:
        """Return the form with what the domain said to it."""
        form = self.form(stage, problem)
        form.is_valid()
        return form

    def _named(self) -> dict[str, Any]:
        """Return what the address says about the arguments."""
        query = self.request.GET
        return {
            one.name: query.getlist(one.name) if one.many else query[one.name]
            for one in self.action.arguments
            if one.name in query
        }

    def _day(self) -> date:
        return max(today(), self.plan.effective_on) if self.plan else today()

    def perform(self, form: ActionForm) -> Act | PlanStep:
        """Do it at once, or append it to the plan.

        Raises:
            Refusal, ValidationError: as the operation or the plan says.

        """
        if self.plan is not None:
            return step_add(
                user=self.request.user,
                plan=self.plan,
                action=self.action,
                arguments=form.arguments,
                version=form.cleaned_data.get("act_version"),
            )
        with transaction.atomic():
            act = form.act()
            self.action.perform(act, form.values)
        return act

    def past(self) -> Refused | None:
        """Return the refusal if another day is looked at: what was cannot be done today."""
        return past_refusal(self.request)

    @property
    def query(self) -> str:
        """Return what every address of the errand goes on saying."""
        plan = f"plan={self.plan.pk}" if self.plan else ""
        return "&".join(filter(None, (plan, "back=outline" if self._from_outline else "")))

    @property
    def _from_outline(self) -> bool:
        return "outline" in (self.request.POST.get("back"), self.request.GET.get("back"))

    @property
    def back_url(self) -> str:
        """Where the person came from: the chart or the outline, at the node."""
        page = "school_outline" if self._from_outline else "school"
        plan = f"?plan={self.plan.pk}" if self.plan else ""
        return f"{reverse(f'governance:{page}', args=[self.school.code])}{plan}"
