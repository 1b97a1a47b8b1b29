"""What every page about trends has in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from oversight.trends.scope import Scope
from oversight.trends.steps import Step
from schools.models import Jurisdiction, School

#: Topics of a jurisdiction: route and label.
TOPICS = (
    ("jurisdiction_trends", _("检查发现")),
    ("jurisdiction_trends_mending", _("发现和消除")),
    ("jurisdiction_trends_structure", _("组织覆盖和班子")),
    ("jurisdiction_trends_terms", _("届满换届")),
)


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the stretch, what schools and rules are narrowed by, and what links keep."""

    steps: list[Step]
    narrowed: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


class TrendPage:
    """A topic of a place, for one user, over the stretch asked for; every part is read when it is shown."""

    #: Fields of the form that make no sense here.
    leave_out: tuple[str, ...] = ()
    route = "jurisdiction_trends"

    def __init__(self, place: Jurisdiction | School, user: User, asked: Asked):
        self.place, self.user, self.asked = place, user, asked
        self.is_school = isinstance(place, School)
        self.scope = Scope(place, user, asked.narrowed)
        self.steps = asked.steps

    @property
    def labels(self) -> list[str]:
        """The steps by name."""
        return [step.label for step in self.steps]

    @property
    def kept(self) -> dict[str, str]:
        """What the lists behind the numbers are narrowed by."""
        return dict(self.asked.narrowed)

    @property
    def topics(self) -> list[tuple[str, str, bool]]:
        """The ways to the other topics, which keep what was asked."""
        query = urlencode(self.asked.kept)
        return [
            (
                f"{reverse(f'oversight:{route}', args=[self.place.code])}?{query}",
                str(label),
                route == self.route,
            )
            for route, label in TOPICS
        ]

    def page_url(self, **asked: str) -> str:
        """Return this page with something else asked for."""
        name = "school_trends" if self.is_school else self.route
        query = urlencode({**self.asked.kept, **asked})
        return f"{reverse(f'oversight:{name}', args=[self.place.code])}?{query}"
