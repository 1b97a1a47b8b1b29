"""授权管理: the list, giving, keeping, and what one person may do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.desk import CONFLICT
from accounts.grants import accounts, giving, reach
from accounts.grants.delegation import OPENING, keeps_grants, may_keep, roles_to_give
from accounts.grants.forms import AccountForm, GiveForm, KeepForm, ReasonForm
from accounts.grants.page import GrantList, PersonPage, state_of
from accounts.models import User
from accounts.permissions import grants_today

UNPROCESSABLE = 422


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_grants(request.user):
        raise PermissionDenied(_("授权由安全管理员、主管部门工作人员和学校管理员在各自范围内管理。"))


def _may_open(user: User) -> bool:
    return user.is_superuser or any(grant.role in OPENING for grant in grants_today(user))


@require_safe
@login_required
def grants(request: HttpRequest) -> HttpResponse:
    """List the grants of the keeper's scope."""
    _require_keeper(request)
    context = {
        "page": GrantList(request.user, request.GET, timezone.localdate()),
        "gives": roles_to_give(request.user),
        "opens": _may_open(request.user),
        "section": "grants",
    }
    return render(request, "accounts/grants/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def grant_new(request: HttpRequest) -> HttpResponse:
    """Give somebody a right."""
    _require_keeper(request)
    if not roles_to_give(request.user):
        raise PermissionDenied(_("系统管理员管理用户，不授权；授权由安全管理员办理。"))
    today = timezone.localdate()
    initial = {"first": today, "user": request.GET.get("user", "")}
    form = GiveForm(request.user, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            given = giving.grant_give(actor=request.user, today=today, **form.given())
        except ValidationError as problem:
            form.put(problem)
        except PermissionDenied as problem:  # what was typed stays on the page
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已授权。"))
            return redirect("accounts:grant_person", given.user_id)
    return _form(request, "accounts/grants/give.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a grant, give it another end, or end it."""
    _require_keeper(request)
    found = get_object_or_404(reach.grants_of(request.user), pk=pk)
    verdict = may_keep(request.user, found)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    today, sent = timezone.localdate(), request.POST if request.method == "POST" else None
    is_end = sent is not None and "end" in sent
    form = ReasonForm(sent) if is_end else KeepForm(sent, initial={"last": found.last_day})
    if form.is_valid():
        told = {"actor": request.user, "grant": found, "today": today, "reason": form.cleaned_data["reason"]}
        try:
            giving.grant_end(**told) if is_end else giving.grant_prolong(last=form.day, **told)
        except ValidationError as problem:
            form.put(problem)
        else:
            messages.success(request, _("授权已终止，下一次打开页面时生效。") if is_end else _("已更改。"))
            return redirect("accounts:grant_person", found.user_id)
    keep = KeepForm(initial={"last": found.last_day}) if is_end else form
    status = CONFLICT if getattr(form, "differences", ()) else _status(form)
    more = {"grant": found, "state": state_of(found, today), "end": form if is_end else ReasonForm()}
    return _form(request, "accounts/grants/grant.html", keep, status=status, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def grant_person_new(request: HttpRequest) -> HttpResponse:
    """Open an account, and show its first password this once."""
    _require_keeper(request)
    if not _may_open(request.user):
        raise PermissionDenied(_("安全管理员只授权，用户由系统管理员新建。"))
    form = AccountForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person, password = accounts.account_open(actor=request.user, **form.given())
        except ValidationError as problem:
            form.put(problem)
        except PermissionDenied as problem:
            form.add_error(None, str(problem))
        else:
            return _password(request, person, password)
    return _form(request, "accounts/grants/person_new.html", form)


@require_safe
@login_required
def grant_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a person may see and do; everybody may ask about himself."""
    person = _person(request, pk)
    return _person_page(request, person, ReasonForm())


@require_POST
@never_cache
@login_required
def grant_person_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Switch the account off or on, hand out a new first password, or end every grant of who leaves."""
    _require_keeper(request)
    if act not in ("off", "on", "password", "leave"):
        raise Http404
    person = _person(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _person_page(request, person, form, status=UNPROCESSABLE)
    told = {"actor": request.user, "account": person, "reason": form.cleaned_data["reason"]}
    if act == "password":
        return _password(request, person, accounts.password_renew(**told))
    if act == "leave":
        left = accounts.person_leaves(today=timezone.localdate(), **told)
        messages.success(request, _left(left))
    else:
        accounts.account_switch(is_on=act == "on", **told)
        messages.success(request, _("用户已恢复。") if act == "on" else _("用户已停用，不能再登录。"))
    return redirect("accounts:grant_person", pk)


def _left(left: accounts.Left) -> str:
    text = _("已终止{n}项授权。").format(n=left.ended)
    if left.remaining:
        text += _("另有{n}项不在您的权限内，请联系授权单位终止。").format(n=left.remaining)
    return text


def _person(request: HttpRequest, pk: int) -> User:
    """Return the person, if he is in the keeper's scope or the user himself."""
    if request.user.pk == pk:
        return get_object_or_404(User, pk=pk)
    if not keeps_grants(request.user):
        raise Http404
    return get_object_or_404(reach.users_of(request.user), pk=pk)


def _person_page(request: HttpRequest, person: User, form: ReasonForm, status: int = 200) -> HttpResponse:
    page = PersonPage(request.user, person, timezone.localdate())
    context = {"page": page, "person": person, "form": form, "keeps": keeps_grants(request.user)}
    context["gives"] = bool(roles_to_give(request.user)) and request.user != person
    return render(request, "accounts/grants/person.html", context, status=status)


def _password(request: HttpRequest, person: User, password: str) -> HttpResponse:
    context = {"person": person, "password": password}
    answer = render(request, "accounts/grants/password.html", context)
    answer.leads_to = reverse("accounts:grant_person", args=[person.pk])  # for whoever sends it again
    return answer


def _form(request: HttpRequest, template: str, form: ReasonForm, status: int = 0, **more) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=status or _status(form))


def _status(form: ReasonForm) -> int:
    return UNPROCESSABLE if form.errors else 200
