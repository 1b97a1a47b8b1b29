"""Reminders: the page of them, and what is done with one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from oversight.digests.preferences import preference_of
from oversight.reminders.page import RemindersPage
from oversight.reminders.reading import reminder_mark, reminders_of, reminders_read_all


@require_GET
@login_required
def reminders(request):
    """Show what the reader is reminded of."""
    page = RemindersPage(request.user, timezone.localdate(), request.GET)
    context = {"page": page, "preference": preference_of(request.user), "section": "reminders"}
    return render(request, "oversight/reminders.html", context)


@require_POST
@login_required
def reminder_act(request, pk, act):
    """Open the place of a reminder, or mark it as read or not; opening it reads it."""
    delivery = get_object_or_404(reminders_of(request.user).select_related("reminder"), pk=pk)
    reminder_mark(user=request.user, delivery=delivery, is_read=act != "unread")
    if act == "open" and delivery.reminder.url:
        return redirect(delivery.reminder.url)
    return redirect(_back(request))


@require_POST
@login_required
def reminders_read(request):
    """Mark everything the page counted as read."""
    newest = request.POST.get("newest", "")
    number = reminders_read_all(user=request.user, newest=int(newest) if newest.isdecimal() else 0)
    text = ngettext("已将%(n)d条提醒标为已读。", "已将%(n)d条提醒标为已读。", number)
    messages.success(request, text % {"n": number})
    return redirect(_back(request))


def _back(request) -> str:
    """Return the list the reader came from, with its filter."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("?"):
        return f"{redirect('oversight:reminders').url}{back}"
    return redirect("oversight:reminders").url
