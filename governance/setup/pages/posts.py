"""Who leads the organisations and the school."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.choices import LEADING_TYPES, Method, OrgType, Role
from governance.forms.setup_plan import LeadersForm, TeamForm, team_initial
from governance.models import PlanStep
from governance.setup.drafting import POST, TEAM, Wanted, rewritten, section_write
from governance.setup.leaders import candidates, label_of, principal_of, suggested_team
from governance.setup.pages.page import Done, Page
from governance.setup.staff import Worker


@dataclass(frozen=True)
class Body:
    """An organisation that is to be founded, with the form for its team."""

    step: PlanStep
    name: str
    full: int
    form: TeamForm
    is_suggested: bool

    @property
    def anchor(self) -> str:
        """What the section is called in the address."""
        return f"body-{self.step.key}"


class PostsPage(Page):
    """Secretaries, deputies, committees; principal and vice principals."""

    slug = "posts"

    @cached_property
    def bodies(self) -> list[Body]:
        """The organisations in the order of the plan."""
        return [self._body(step) for step in self.wizard.foundings]

    @cached_property
    def leaders(self) -> LeadersForm:
        """The form for the posts of the school that are not held yet."""
        staff = self.wizard.staff
        planned = [step.arguments for step in self.wizard.posts]
        vices = [one["person"] for one in planned if one["role"] == Role.VICE_PRINCIPAL]
        initial = {"principal": principal_of(staff, planned)}
        initial |= {f"vice_{nth}": person for nth, person in enumerate(vices, 1)}
        people = [(worker.number, label_of(worker, staff)) for worker in staff.workers]
        return LeadersForm(
            self.data,
            people=people,
            has_principal=bool(self.in_office(Role.PRINCIPAL)),
            initial=initial,
            prefix="school",
        )

    def in_office(self, role: Role) -> list[Worker]:
        """Return who holds the post in the school already."""
        return [worker for worker in self.wizard.staff.workers if role in worker.school_roles]

    @property
    def held(self) -> list[tuple[str, str]]:
        """The posts of the school that are held already, by name."""
        roles = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ASSISTANT_PRINCIPAL)
        return [(str(role.label), worker.name) for role in roles for worker in self.in_office(role)]

    @property
    def main_form(self) -> LeadersForm:
        """The form that the answer of the domain belongs to."""
        return self.leaders

    @property
    def has_errors(self) -> bool:
        """Whether some form has to be put right."""
        return super().has_errors or any(body.form.errors for body in self.bodies)

    def submit(self) -> Done | None:
        """Write the teams into the foundings, and the posts of the school."""
        forms = [self.leaders, *(body.form for body in self.bodies)]
        if not all([form.is_valid() for form in forms]):  # noqa: C419 -- every form shows its errors
            return None
        user, plan = self.wizard.user, self.wizard.plan
        with transaction.atomic():
            by_operation: dict[str, list[Wanted]] = {}
            for body in self.bodies:
                kept = {name: value for name, value in body.step.arguments.items() if name not in TEAM}
                wanted = Wanted({**kept, **body.form.arguments()}, body.step.key)
                by_operation.setdefault(body.step.operation, []).append(wanted)
            for operation, wanted in by_operation.items():
                section_write(user=user, plan=plan, operation=operation, wanted=wanted)
            posts = rewritten(self.wizard.posts, self._posts())
            section_write(user=user, plan=plan, operation=POST, wanted=posts)
        return Done(_("班子和职务已写入方案。"))

    def _posts(self) -> list[dict[str, Any]]:
        chosen = [(Role.PRINCIPAL, self.leaders.head)] if self.leaders.head else []
        chosen += [(Role.VICE_PRINCIPAL, number) for number in self.leaders.vices]
        return [
            {
                "body": self.wizard.school.code,
                "role": role.value,
                "person": number,
                "method": Method.APPOINTED.value,
            }
            for role, number in chosen
        ]

    def _body(self, step: PlanStep) -> Body:
        told, staff = step.arguments, self.wizard.staff
        of_school = not told.get("parent")
        leads = OrgType(told["type"]) in LEADING_TYPES
        everybody = [worker.number for worker in staff.members]
        members = everybody if of_school else told.get("members", [])
        offered = candidates(staff, told.get("host_units", ()), members, of_school=of_school)
        full = sum(staff.by_number[number].is_full for number in members if number in staff.by_number)
        params = self.wizard.facts.params
        is_new = not any(name in told for name in TEAM)
        principal = principal_of(staff, (post.arguments for post in self.wizard.posts))
        begin = suggested_team(told, offered, staff, principal) if is_new else told
        form = TeamForm(
            self.data,
            prefix=f"body{step.key}",
            leads=leads,
            candidates=offered,
            has_committee=leads or full >= params["NEED_COMMITTEE"],
            further=_further(OrgType(told["type"]), params),
            initial=team_initial(begin),
        )
        return Body(step, told.get("short_name") or told["full_name"], full, form, is_new and bool(begin))


def _further(type_: OrgType, params: Any) -> int:
    """Return how many members of the committee have no duty of the three, in a usual one."""
    prefix = {OrgType.COMMITTEE: "GW", OrgType.GENERAL_BRANCH: "GB"}.get(type_, "BR")
    with_duty = 1 + len(TeamForm.DUTIES)
    return max(0, params[f"{prefix}_SEATS_USUAL"] - with_duty)
