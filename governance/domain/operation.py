"""The one door: lock, judge, write, judge again, refuse what is worse, and put it on record."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit.context import because
from governance.compliance.reconcile import reconcile_many
from governance.domain.act import Act
from governance.domain.approvals import void_approvals
from governance.domain.change import Change
from governance.domain.constraint_errors import speaking_constraints
from governance.domain.correction import is_correction, require_reason
from governance.domain.facts import load_facts
from governance.domain.gating import balance_of, pass_balance, pass_gates
from governance.domain.locks import lock_jurisdictions
from governance.domain.reach import Judged, Reach, judged
from governance.domain.refusals import Stale
from governance.domain.rights import require_right, require_visible
from governance.domain.weighing import Balance
from governance.facts import SchoolFacts
from governance.history.recording import recording
from governance.models import ChangeSet, PartyOrganization
from governance.rules.results import Judgement
from schools.models import Jurisdiction, School
from schools.row_security.reasons import ACT
from schools.row_security.scope import across_schools

__all__ = ["Change", "operation", "require"]

#: What PostgreSQL calls two transactions that wait for each other, and one that waited in vain.
WAITED_TOO_LONG = {"40P01", "55P03"}


@contextmanager
def operation(  # noqa: PLR0913 -- each keyword says one thing about the one door
    act: Act,
    name: str,
    *,
    school: School | None,
    others: Iterable[School] = (),
    jurisdiction: Jurisdiction | None = None,
    organising: bool,
    reasoned: bool = False,
    decides: bool = False,
    warranted: bool = False,
    branches: Iterable[PartyOrganization] = (),
) -> Iterator[Change]:
    """Run the writes of one operation as one transaction, judged and recorded.

    Args:
        act: who, when, why.
        name: the operation's name, kept in the change set.
        school: the school whose structure changes; None for rows of a jurisdiction.
        others: further schools the writes touch directly.
        jurisdiction: where a row of no school belongs.
        organising: whether rules may refuse the act; facts of life are always recorded.
        reasoned: whether an act that no rule may refuse still has to say why it reaches far back, because
            it changes what was on record and does not add to it.
        decides: whether the act belongs to who decides above the school (approvals, waivers).
        warranted: whether the caller has already made sure that the actor may.
        branches: the organisations of the school whose members and posts this is about, if it is about
            nothing else: their editors may do it.

    Raises:
        Refused: a rule is in the way.
        ReasonNeeded: a rule asks why, or the act corrects what is long past.
        Denied: the actor may not edit the school, or cites a document that is not his to see.
        Stale: the school changed since the actor looked, or is being changed at the same time.
        ValidationError: a constraint is broken or a date is impossible.

    """
    act.check_dates()
    if not warranted:
        require_right(act.actor, school, jurisdiction, decides, branches)
        require_visible(act.actor, act.document)
    touched = [s for s in (school, *others) if s is not None]
    if act.batch is not None:
        with speaking_constraints(), act.batch.part(act, name, touched, jurisdiction) as change:
            change.decides = decides
            yield change
            if act.batch.may_fail:
                _check_constraints_now()
        return
    with (
        _giving_way(),
        because(act.reason),
        across_schools(ACT),
        transaction.atomic(),
        speaking_constraints(),
    ):
        reach = _reach(touched, jurisdiction, act)
        _refuse_stale(act, school)
        reach.judge()
        change = Change(act, school, jurisdiction, reach=reach, decides=decides)
        with recording(change.key, act.on):
            yield change
        if organising or reasoned:
            require_reason(change)
        reach.affected |= change.new_schools
        _check_constraints_now()
        facts = {} if act.is_judged_next else load_facts(reach.affected, act.on)
        after = judged(facts)
        pass_gates(change, facts)
        balance = balance_of(reach.before, after, facts, change)
        if organising and balance:
            pass_balance(act, balance)
        _note(act, balance, after)
        if act.rehearsal is not None and not act.rehearsal.is_read:
            return
        _record(change, name, balance)
        with across_schools(ACT, writing=True):
            School.objects.filter(pk__in=reach.touched).update(version=F("version") + 1)
            void_approvals(change, reach.touched)
        if facts:
            _store_findings(reach.affected, facts, after, act)


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let the person try again when acts wait for each other, or one too long, and the database ends it."""
    try:
        yield
    except OperationalError as problem:
        if getattr(problem.__cause__, "sqlstate", "") not in WAITED_TOO_LONG:
            raise
        raise Stale(_("有人正在同时修改相关资料，请稍后再试。")) from problem


def _reach(touched: Iterable[School], jurisdiction: Jurisdiction | None, act: Act) -> Reach:
    """Take the locks of the act and return the schools it touches."""
    reach = Reach(act.on)
    reach.lock(school.pk for school in touched)
    if jurisdiction is not None:
        lock_jurisdictions([jurisdiction.pk])
    return reach


def _refuse_stale(act: Act, school: School | None) -> None:
    if act.version is None or school is None:
        return
    if School.objects.values_list("version", flat=True).get(pk=school.pk) != act.version:
        raise Stale(_("{school}的资料在您打开页面之后已被修改，请刷新后再试。").format(school=school))


def _check_constraints_now() -> None:
    """Have deferred constraints speak here and not at COMMIT, then defer them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _record(change: Change, name: str, balance: Balance | None) -> None:
    act = change.act
    act.change_set = ChangeSet.objects.create(
        key=change.key,
        school=change.school,
        jurisdiction=change.jurisdiction if change.school is None else None,
        operation=name,
        summary=change.summary[:300],
        actor=act.actor,
        reason=act.reason.strip()[:300],
        effective_on=act.on,
        document=act.document,
        parts=[(part.name, part.summary) for part in change.parts],
        tellings=change.told(),
        decides=change.decides,
        is_correction=is_correction(change),
        undoes=change.undoes,
        details=[row.as_json() for row in change.rows],
        caused=_listed(balance.caused if balance else ()),
        cured=_listed(balance.cured if balance else ()),
    )


def _note(act: Act, balance: Balance | None, after: Judged) -> None:
    """Tell a rehearsal what the act would cause, cure and leave as it is."""
    if act.rehearsal is None or balance is None:
        return
    act.rehearsal.caused, act.rehearsal.cured = balance.caused, balance.cured
    new = {id(judgement) for judgement in balance.caused}
    failing = (j for one in after.values() for j in one if j.fails)
    act.rehearsal.kept = tuple(j for j in failing if id(j) not in new)


def _listed(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    return [
        {
            "rule": j.rule,
            "variant": j.result.variant,
            "severity": j.result.severity,
            "subject": j.subject_name,
            "evidence": dict(j.result.evidence),
        }
        for j in judgements
    ]


def _store_findings(affected: set[int], facts: dict[int, SchoolFacts], after: Judged, act: Act) -> None:
    """Bring the stored findings of today up to date, also when the act reaches back in time."""
    if act.on != act.today:
        facts = load_facts(affected, act.today)
        after = judged(facts)
    reconcile_many(facts, after, act.today, only_findings=act.rehearsal is not None)


def require(condition: Any, message: str, **names: Any) -> None:
    """Raise the Chinese sentence ``message`` as a validation error unless ``condition`` holds."""
    if not condition:
        raise ValidationError(message.format(**names))
