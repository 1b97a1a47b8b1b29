"""What waits in rounds: answers to be handed in or looked at, rounds to be closed."""

from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.choices.round import AnswerState, RoundKind, RoundState
from oversight.models import Answer, Round
from oversight.rounds.progress import TO_DO
from oversight.waiting import Waiting


def waiting_for(user: User, on: date) -> list[Waiting]:
    """Return what waits for the user on the day, in two queries."""
    if not (user.is_authenticated and user.is_active):
        return []
    return [*_unanswered(user), *_of_rounds(user, on)]


def _unanswered(user: User) -> list[Waiting]:
    """Return the schools of the user that have not answered, each by itself."""
    found = Answer.objects.filter(state__in=TO_DO, round__state=RoundState.OPEN)
    if not user.is_superuser:
        found = found.filter(school__in=user.granted_schools(GrantRole.ADMINISTRATOR))
    found = found.select_related("round", "school__jurisdiction").defer("round__result")
    return [_answer(one) for one in found.order_by("round__deadline", "pk")]


def _answer(answer: Answer) -> Waiting:
    title = _("{school}：{round}等待上报")
    if answer.state == AnswerState.RETURNED:
        title = _("{school}：{round}被退回，等待重新上报")
    elif answer.reminders:
        title = _("{school}：{round}已催报，等待上报")
    act = _("报送年度备案") if answer.round.kind == RoundKind.ANNUAL else _("上报")
    is_returned = answer.state == AnswerState.RETURNED
    since = timezone.localdate(answer.changed_at) if is_returned else answer.round.opened_on
    return Waiting(
        "answer",
        title.format(school=answer.school.name, round=answer.round),
        reverse("oversight:answer", args=[answer.round_id, answer.school.code]),
        since or answer.round.starts_on,
        answer.round.deadline,
        answer.school,
        act,
    )


def _of_rounds(user: User, on: date) -> list[Waiting]:
    """Return the rounds with answers to be looked at, and those past their deadline: one line a round."""
    reported = Q(answers__state=AnswerState.REPORTED) & ~Q(kind=RoundKind.ANNUAL)
    found = Round.objects.filter(state=RoundState.OPEN).defer("result")
    if not user.is_superuser:
        found = found.filter(jurisdiction__in=user.granted_jurisdictions(GrantRole.OFFICIAL))
    found = found.annotate(
        reported_n=Count("answers", filter=reported),
        reported_since=Min("answers__reported_on", filter=reported),
        missing_n=Count("answers", filter=Q(answers__state__in=TO_DO)),
    ).order_by("deadline", "pk")
    rows = list(found)
    looked_at = [_reported(one) for one in rows if one.reported_n]
    return looked_at + [_late(one) for one in rows if on > one.deadline]


def _reported(round_: Round) -> Waiting:
    title = _("{round}：{n}所学校已上报，等待认可").format(round=round_, n=round_.reported_n)
    url = f"{reverse('oversight:round', args=[round_.pk])}?state={AnswerState.REPORTED.value}#schools"
    return Waiting("round_reported", title, url, round_.reported_since, None, None, _("认可或者退回"))


def _late(round_: Round) -> Waiting:
    title = _("{round}：已过上报期限，{n}所学校没有上报").format(round=round_, n=round_.missing_n)
    url = reverse("oversight:round", args=[round_.pk])
    return Waiting("round_late", title, url, round_.deadline, round_.deadline, None, _("催报、延期或者办结"))
