"""The day a page is looked at: as the address says, else as it was left in the session."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.domain.refusals import Refused
from governance.plans.two_days import Span
from governance.presentation.day import Day

KEPT = "viewed_day"
FIRST = date(1949, 10, 1)
#: What is dated for later than this many days from now is a slip of the hand.
FARTHEST = timedelta(days=20 * 365)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def today() -> date:
    """Return the day of the reader."""
    return timezone.localdate()


def asked_day(request: HttpRequest, *, knows: bool = False) -> Day:
    """Return the day the page is looked at, and keep it for the pages that follow.

    ``?on=`` asks for a day, ``?known=`` for what was known on one; an empty value ends it. What is no
    date is said in a message, and the page shows today. Only a page that ``knows`` is told the day of
    the register.
    """
    if not hasattr(request, "viewed_day"):
        request.viewed_day = _chosen(request) if _is_choice(request) else kept_day(request)
        request.knows_past = knows
    day = request.viewed_day
    return day if knows else replace(day, known_on=None)


def asked_on(request: HttpRequest) -> date:
    """Return the day the page shows."""
    return asked_day(request).on


def kept_day(request: HttpRequest) -> Day:
    """Return the day the reader chose before; today if none."""
    kept, present = request.session.get(KEPT) or {}, today()
    known = date.fromisoformat(kept["known"]) if kept.get("known") else None
    return Day(date.fromisoformat(kept["on"]) if kept.get("on") else present, present, known)


def past_refusal(request: HttpRequest) -> Refused | None:
    """Return why nothing can be done: the page, or what was chosen before, shows another day than today."""
    shown = request.POST.get("on") or request.GET.get("on")
    is_today = shown == today().isoformat() if shown else kept_day(request).is_today
    return None if is_today else Refused(_("页面显示的不是今天的结构，只能查看。请回到今天再办理。"))


def asked_span(request: HttpRequest, default_first: Callable[[date], date]) -> Span:
    """Return the two days an address asks to compare: ``?from=``, ``?to=`` and ``?known=``.

    ``default_first`` gives the earlier day for a later one. What is no date is said in a message; days
    in the wrong order are exchanged. Such a page says its days itself; what was chosen before stays.
    """
    present, request.says_its_days = today(), True
    found: dict[str, date | None] = {}
    for name in ("from", "to", "known"):
        try:
            found[name] = _day_of(request.GET.get(name, ""), present)
        except ValueError as problem:
            messages.error(request, str(problem))
            found[name] = None
    last = found["to"] or present
    first = found["from"] or default_first(last)
    known = found["known"]
    return Span(min(first, last), max(first, last), known if known and known < present else None)


def _is_choice(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and bool({"on", "known"} & request.GET.keys())


def _chosen(request: HttpRequest) -> Day:
    present = today()
    try:
        on = _day_of(request.GET.get("on", ""), present) or present
        known = _day_of(request.GET.get("known", ""), present)
    except ValueError as problem:
        messages.error(request, _("%(problem)s下面显示的是今天。") % {"problem": problem})
        day = Day.present(present)
    else:
        day = Day(on, present, known if known and known < present else None)
    _keep(request, day)
    return day


def _keep(request: HttpRequest, day: Day) -> None:
    """Keep a day that is not today; a session is written only when something changes."""
    known = day.known_on.isoformat() if day.known_on else ""
    kept = None if day.is_today else {"on": "" if day.on == day.today else day.on.isoformat(), "known": known}
    if kept is None:
        if KEPT in request.session:
            del request.session[KEPT]
    elif request.session.get(KEPT) != kept:
        request.session[KEPT] = kept


def _day_of(text: str, present: date) -> date | None:
    """Return the date somebody typed, None for nothing.

    Raises:
        ValueError: with the sentence that says what is wrong.

    """
    text = text.strip()
    if not text:
        return None
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise ValueError(_("“%(text)s”不是日期，请按“2026-03-01”的样子填写。") % {"text": text[:40]})
    try:
        day = date(*(int(part) for part in parts.groups()))
    except ValueError:
        raise ValueError(_("没有“%(text)s”这一天，请检查月份和日期。") % {"text": text}) from None
    last = present + FARTHEST
    if not FIRST <= day <= last:
        span = {"text": text, "first": FIRST.isoformat(), "last": last.isoformat()}
        raise ValueError(_("“%(text)s”太远，只能查看 %(first)s 至 %(last)s 之间的日期。") % span)
    return day
