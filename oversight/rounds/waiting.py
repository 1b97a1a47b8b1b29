"""What waits in rounds: answers to be handed in or looked at, rounds to be closed."""

from datetime import date

from django.db.models import Case, Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import GrantRole, User
from oversight.cases.desks import of_own_schools
from oversight.choices.round import AnswerState, RoundKind, RoundState
from oversight.models import Answer, Round
from oversight.rounds.progress import TO_DO
from oversight.waiting import Keys, Waiting, no_school, nothing, word


def answers_shown(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return them with what a line says."""
    return found.select_related("round", "school__jurisdiction").defer("round__result")


def answer_keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    begun = Coalesce("round__opened_on", "round__starts_on", output_field=DateField())
    since = Case(When(state=AnswerState.RETURNED, then=TruncDate("changed_at")), default=begun)
    return Keys(word("answer"), since, F("round__deadline"), F("school"))


def answer_rows(user: User, _on: date) -> QuerySet[Answer]:
    """Return the answers that the user has to hand in."""
    found = Answer.objects.filter(state__in=TO_DO, round__state=RoundState.OPEN)
    return found.filter(of_own_schools(user))


def answer_line(answer: Answer, _on: date) -> Waiting:
    """Return the answer as a line of the inbox."""
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


def reported_shown(found: QuerySet[Round]) -> QuerySet[Round]:
    """Return them with what a line says."""
    own = Q(answers__state=AnswerState.REPORTED)
    return found.annotate(
        reported_n=Count("answers", filter=own), reported_since=Min("answers__reported_on", filter=own)
    )


def reported_keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    handed_in = Answer.objects.filter(round=OuterRef("pk"), state=AnswerState.REPORTED)
    first = Subquery(handed_in.order_by("reported_on").values("reported_on")[:1])
    return Keys(word("round_reported"), first, nothing(), no_school())


def reported_rows(user: User, _on: date) -> QuerySet[Round]:
    """Return the user's open rounds with answers to be looked at; those of a yearly one are filings."""
    handed_in = Answer.objects.filter(round=OuterRef("pk"), state=AnswerState.REPORTED)
    return _open_rounds(user).exclude(kind=RoundKind.ANNUAL).filter(Exists(handed_in))


def late_shown(found: QuerySet[Round]) -> QuerySet[Round]:
    """Return them with what a line says."""
    return found.annotate(missing_n=Count("answers", filter=Q(answers__state__in=TO_DO)))


def late_keys(_user: User, _on: date) -> Keys:
    """Return what they are ordered by."""
    return Keys(word("round_late"), F("deadline"), F("deadline"), no_school())


def late_rows(user: User, on: date) -> QuerySet[Round]:
    """Return the user's open rounds that should be over."""
    return _open_rounds(user).filter(deadline__lt=on)


def _open_rounds(user: User) -> QuerySet[Round]:
    found = Round.objects.filter(state=RoundState.OPEN).defer("result")
    if user.is_superuser:
        return found
    return found.filter(jurisdiction__in=user.granted_jurisdictions(GrantRole.OFFICIAL))


def reported_line(round_: Round, _on: date) -> Waiting:
    """Return the round as a line of the inbox."""
    title = _("{round}：{n}所学校已上报，等待认可").format(round=round_, n=round_.reported_n)
    url = f"{reverse('oversight:round', args=[round_.pk])}?state={AnswerState.REPORTED.value}#schools"
    return Waiting("round_reported", title, url, round_.reported_since, None, None, _("认可或者退回"))


def late_line(round_: Round, _on: date) -> Waiting:
    """Return the round as a line of the inbox."""
    title = _("{round}：已过上报期限，{n}所学校没有上报").format(round=round_, n=round_.missing_n)
    url = reverse("oversight:round", args=[round_.pk])
    return Waiting("round_late", title, url, round_.deadline, round_.deadline, None, _("催报、延期或者办结"))
