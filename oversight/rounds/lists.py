"""Lists of rounds: of a jurisdiction, and of a school."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict, may_edit_jurisdiction
from oversight.choices.round import AnswerState, RoundState
from oversight.models import Answer, Round
from oversight.rounds.progress import STANDINGS, TO_DO, standing_of
from schools.models import Jurisdiction, School

#: Rounds that have gone out to their schools.
GONE_OUT = (RoundState.OPEN, RoundState.CLOSED, RoundState.CANCELLED)


def rounds_seen(user: User) -> QuerySet[Round]:
    """Return the rounds the user may see, without their results, with how many schools have answered."""
    answered = Q(answers__state__in=[AnswerState.REPORTED, AnswerState.ACCEPTED])
    return (
        Round.objects.visible_to(user)
        .select_related("jurisdiction", "author")
        .defer("result")
        .annotate(schools_n=Count("answers"), answered_n=Count("answers", filter=answered))
        .order_by("-created_at", "-pk")
    )


def answers_seen(user: User) -> QuerySet[Answer]:
    """Return the answers the user may see, without what rounds and filings keep."""
    return with_related(Answer.objects.visible_to(user))


def with_related(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return the answers with what lists and pages say beside them."""
    related = ("round__jurisdiction", "school__jurisdiction", "filing")
    return answers.select_related(*related).defer("round__result", "filing__content")


class JurisdictionRounds:
    """The rounds that a jurisdiction holds."""

    def __init__(self, place: Jurisdiction, user: User, state: str = ""):
        self.place, self.user = place, user
        self.state = state if state in RoundState.values else ""

    @cached_property
    def all(self) -> list[Round]:
        """Every round, the newest first."""
        return list(rounds_seen(self.user).filter(jurisdiction=self.place))

    @property
    def rows(self) -> list[Round]:
        """The rounds in the state asked for."""
        return [one for one in self.all if self.state in ("", one.state)]

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """The states there are rounds in: value, label and number."""
        found = [(s.value, str(s.label), sum(one.state == s for one in self.all)) for s in RoundState]
        return [row for row in found if row[2]]

    @property
    def may_draft(self) -> Verdict:
        """Whether the reader may begin a round."""
        return may_edit_jurisdiction(self.user, self.place)


class SchoolRounds:
    """The rounds that a school is or was in, those to be answered first."""

    def __init__(self, school: School, user: User, today: date):
        self.school, self.user, self.today = school, user, today

    @cached_property
    def rows(self) -> list[tuple[Answer, str, str]]:
        """Answer, standing and its word."""
        found = answers_seen(self.user).filter(school=self.school, round__state__in=GONE_OUT)
        found = found.order_by("-round__opened_on", "-pk")
        rows = [(one, standing_of(one, one.round, self._day(one.round))) for one in found]
        rows.sort(key=lambda row: not (row[0].round.state == RoundState.OPEN and row[0].state in TO_DO))
        return [(one, standing, str(STANDINGS[standing])) for one, standing in rows]

    def _day(self, round_: Round) -> date:
        return round_.closed_on or self.today
