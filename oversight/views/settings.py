"""What people choose: the digest and the calendar, and stopping the digest from a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.desk import CONFLICT
from oversight.calendars.feeds import feed_renew, feed_switch_off
from oversight.digests.composing import site_url
from oversight.digests.preferences import digest_stop, preference_of, unsubscribed
from oversight.forms.digest import PreferenceForm
from oversight.models import CalendarFeed

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
@login_required
def reminder_settings(request):
    """Show and change how often, where to and in which language."""
    form = PreferenceForm(request.POST or None, instance=preference_of(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("提醒设置已经保存。"))
        return redirect("oversight:reminder_settings")
    return _settings_page(request, form, status=CONFLICT if form.differences else 200)


@require_POST
@login_required
@never_cache
def calendar_change(request, act):
    """Make a new secret address, shown this once, or let none open anything."""
    if act == "off":
        feed_switch_off(user=request.user)
        messages.success(request, _("日历订阅已经关闭，原来的地址不再有效。"))
        return redirect("oversight:reminder_settings")
    address = site_url(reverse("oversight:calendar", args=[feed_renew(user=request.user)]))
    form = PreferenceForm(instance=preference_of(request.user))
    return _settings_page(request, form, address=address)


def _settings_page(request, form, *, status=200, **context):
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context |= {"form": form, "feed": feed, "preference": form.instance, "section": "reminders"}
    return render(request, "oversight/reminder_settings.html", context, status=status)


@csrf_exempt  # mail programs stop a digest without ever having seen a page of ours; the token is signed
@never_cache
@GET_OR_POST
def unsubscribe(request, token):
    """Ask whether to stop the digest; a POST stops it. A GET does nothing: programs follow links in mails."""
    preference = unsubscribed(token)
    if preference is None:
        raise Http404
    if request.method == "POST":
        digest_stop(preference=preference)
    context = {"preference": preference, "is_stopped": preference.frequency == "none"}
    return render(request, "oversight/unsubscribe.html", context)
