"""My school."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.models import Plan
from governance.plans.mode import plan_mode
from governance.presentation.chart_view import kept_query, view_remember, view_remembered
from governance.presentation.day import Day
from governance.presentation.outline import outline
from governance.presentation.school_page import SchoolPage
from governance.views.asking import asked_day, asked_plan, today, visible_school
from governance.views.editing import editor_for
from governance.views.errand import Errand


@require_safe
@login_required
def school(request, code):
    """Show the chart, what is to be mended and what comes due.

    How the user opens and closes the chart is remembered; that is all a GET changes.
    """
    found = visible_school(request, code)
    remembered = view_remembered(request.user, found)
    page = SchoolPage(
        found,
        request.user,
        shown_day(request),
        view=remembered.asked(request.GET),
        keep=kept_query(request.GET),
        words=request.GET.get("q", ""),
    )
    context = {"tab": "chart", **working_on(request, page)}
    if page.view != remembered:
        view_remember(user=request.user, school=found, view=page.view)
    return render(request, "governance/school.html", context)


@require_safe
@login_required
def school_outline(request, code):
    """Show the same structure as an outline for the keyboard and for screen readers."""
    found = visible_school(request, code)
    page = SchoolPage(found, request.user, shown_day(request))
    context = {"tab": "outline", **working_on(request, page)}
    context["outline"] = outline(page.structure)
    return render(request, "governance/school.html", context)


def shown_day(request) -> Day:
    """Return the day of the page; what a plan would leave behind is shown from today."""
    return Day.present(today()) if "plan" in request.GET else asked_day(request, knows=True)


def working_on(request, page: SchoolPage) -> dict[str, object]:
    """Return the page with what its chart is edited with; in a plan, the school as the plan leaves it."""
    plan = asked_plan(request, page.school)
    if plan is not None:
        mode = plan_mode(plan, today())
        page.structure, page.marks = mode.structure, mode.marks
        page.structure.stand_ins = _stand_ins(plan, mode.made, page.may_edit)
    seen = max((change.pk for change in page.changes), default=0)
    editor = editor_for(Errand(request, page.school, plan), page.structure, seen)
    return {"school": page.structure.school, "page": page, "editor": editor}


def _stand_ins(plan: Plan, made: Iterable[str], may_edit: object) -> dict[str, str]:
    """Return where to go for what a plan makes: it has no page before the plan is carried out."""
    if not may_edit:
        return dict.fromkeys(made, reverse("governance:plan", args=[plan.pk]))
    menu = reverse("governance:school_actions", args=[plan.school.code])
    return {number: f"{menu}?node={number}&plan={plan.pk}" for number in made}
