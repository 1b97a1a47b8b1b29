"""Setting up a school: registering it, and the steps up to a submitted plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import GrantRole, User
from accounts.permissions import grants_today, may_edit
from governance.domain.act import Act
from governance.domain.refusals import Refusal
from governance.domain.schools import school_register
from governance.forms.place import Place
from governance.forms.setup import RegisterForm
from governance.plans.running import PROBLEMS
from governance.presentation.problem_box import box_of
from governance.setup.course import STEPS, beside, course, is_reachable, resumed
from governance.setup.pages.branches import BranchesPage
from governance.setup.pages.check import CheckPage
from governance.setup.pages.facts import PeoplePage, ProfilePage, UnitsPage
from governance.setup.pages.groups import GroupsPage
from governance.setup.pages.page import Done, Page
from governance.setup.pages.posts import PostsPage
from governance.setup.pages.types import TypePage
from governance.setup.wizard import Wizard, own_organization
from governance.views.asking import today, visible_school
from schools.models import Jurisdiction, School

_PAGES = (ProfilePage, UnitsPage, PeoplePage, TypePage, BranchesPage, PostsPage, GroupsPage, CheckPage)
PAGES: dict[str, type[Page]] = {page.slug: page for page in _PAGES}
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_new(request: HttpRequest) -> HttpResponse:
    """Register a school; its administrator goes on with the set-up."""
    places = official_places(request.user)
    if not places.exists():
        raise PermissionDenied(_("学校由主管部门工作人员登记。"))
    asked = places.filter(code=request.GET.get("at", "")).first()
    alone = places.first() if places.count() == 1 else None
    form = RegisterForm(request.POST or None, places=places, initial={"jurisdiction": asked or alone})
    if form.is_valid():
        try:
            made = register(request, form)
        except (Refusal, ValidationError) as problem:
            form.add_error(None, problem if isinstance(problem, ValidationError) else str(problem))
        else:
            return redirect(_first_page(request.user, made), made.code)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "governance/setup_school.html", {"form": form, "place": asked}, status=status)


def official_places(user: User) -> QuerySet:
    """Return the divisions whose schools the user registers."""
    if user.is_superuser:
        return Jurisdiction.objects.order_by("code")
    found = Jurisdiction.objects.none()
    for grant in grants_today(user):
        if grant.role == GrantRole.OFFICIAL and grant.jurisdiction is not None:
            found |= grant.jurisdiction.get_descendants(include_self=True)
    return found.order_by("code")


def register(request: HttpRequest, form: RegisterForm) -> School:
    """Enter the school in the register, and say who goes on."""
    made = school_register(act=Act(actor=request.user, today=today()), **form.given())
    messages.success(
        request,
        _("已登记{school}。请为学校管理员授权，由其按步骤登记单元、人员并提出党组织设置方案。").format(
            school=made.name
        ),
    )
    return made


def _first_page(user: User, school: School) -> str:
    return "governance:school_setup" if may_edit(user, school) else "governance:school"


@require_safe
@login_required
def school_setup(request: HttpRequest, code: str) -> HttpResponse:
    """Go on where the set-up was left."""
    wizard = entered(request, code)
    if wizard is None:
        return _nothing_to_do(request, code)
    return redirect("governance:school_setup_step", code, resumed(wizard).slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_setup_step(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Show one step, or do what was asked there."""
    wizard = entered(request, code)
    if slug not in STEPS:
        raise Http404
    if wizard is None:
        return _nothing_to_do(request, code)
    if not is_reachable(wizard, STEPS[slug]):
        return redirect("governance:school_setup_step", code, resumed(wizard).slug)
    page = PAGES[slug](wizard, request.POST if request.method == "POST" else None, request.GET)
    done = _submitted(page) if request.method == "POST" and wizard.is_open else None
    if done is None:
        return _shown(request, page)
    if done.message:
        messages.success(request, done.message)
    after = beside(Wizard(wizard.school, wizard.user, wizard.on), slug)[1]
    following = after.slug if done.goes_on and after else slug
    return redirect("governance:school_setup_step", code, following)


def entered(request: HttpRequest, code: str) -> Wizard | None:
    """Return the set-up of the school; None if it has an organisation of its own.

    Raises:
        Http404: if the user may not see the school.
        PermissionDenied: if he may not change it.

    """
    school = visible_school(request, code)
    verdict = may_edit(request.user, school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return None if own_organization(school) else Wizard(school, request.user, today())


def _nothing_to_do(request: HttpRequest, code: str) -> HttpResponse:
    messages.info(request, _("学校已经有正常运行的党组织，调整请在结构图上办理，或者拟定方案。"))
    return redirect("governance:school", code)


def _submitted(page: Page) -> Done | None:
    try:
        return page.submit()
    except PROBLEMS as problem:
        page.take(problem)
        return None


def _shown(request: HttpRequest, page: Page) -> HttpResponse:
    wizard = page.wizard
    before, after = beside(wizard, page.slug)
    is_wrong = page.data is not None and page.has_errors
    context = {
        "page": page,
        "wizard": wizard,
        "school": wizard.school,
        "course": course(wizard, page.slug),
        "step": STEPS[page.slug],
        "before": before,
        "after": after if after and is_reachable(wizard, after) else None,
        "problem_box": box_of(page.problem, Place(wizard.user, wizard.on, wizard.school)),
    }
    return render(request, page.template, context, status=UNPROCESSABLE if is_wrong else 200)
