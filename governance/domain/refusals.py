"""A "no" with its reasons."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.choices import Enforcement
from governance.rules.catalogue import all_rules
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence, source_text


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One rule in the way: what it says, where it comes from and how to mend it."""

    rule: str
    name: str
    severity: str
    sentence: str
    mend: str
    sources: tuple[str, ...]


class Refusal(Exception):
    """An operation that did not happen; nothing was written."""

    def __init__(self, message: str, obstacles: tuple[Obstacle, ...] = ()):
        super().__init__(message)
        self.message = message
        self.obstacles = obstacles


class Refused(Refusal):
    """A rule forbids the act."""


class ReasonNeeded(Refusal):
    """The act may be done, with a reason that goes on record."""


class Denied(Refusal):
    """The person may not do this."""


class Stale(Refusal):
    """The structure changed since the page was drawn."""


def obstacle(judgement: Judgement) -> Obstacle:
    """Return the judgement as people read it."""
    rule, result = all_rules()[judgement.rule], judgement.result
    if result.missing:
        said = _("“{subject}”的资料不全：{fields}。").format(
            subject=judgement.subject_name, fields=_("、").join(_(name) for name in result.missing)
        )
        how = _("请先补充登记上述资料，再办理。")
    else:
        said = sentence(judgement.rule, result.variant, result.evidence)
        how = mend(judgement.rule, result.variant, result.evidence)
    sources = tuple(
        _("{source}（{basis}）").format(source=source_text(s), basis=s.basis.label) for s in rule.sources
    )
    severity = result.severity.value if result.severity else ""
    return Obstacle(judgement.rule, str(rule.name), severity, said, how, sources)


def refusal(level: Enforcement, judgements: list[Judgement]) -> Refusal:
    """Return the exception that says which rules refuse, or ask a reason for, the act."""
    obstacles = tuple(obstacle(judgement) for judgement in judgements)
    codes = _("、").join(dict.fromkeys(f"{o.rule} {o.name}" for o in obstacles))
    if level == Enforcement.REFUSE:
        return Refused(_("没有保存：与规则{codes}不符。").format(codes=codes), obstacles)
    return ReasonNeeded(_("还没有保存：涉及规则{codes}，请填写理由后再保存。").format(codes=codes), obstacles)
