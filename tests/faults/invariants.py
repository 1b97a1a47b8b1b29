"""What must hold after every fault, whatever it hit."""

from typing import Any

from audit.tables import audited_tables
from audit.verifying import verify
from governance.domain.facts import load_facts
from governance.models import Finding, Plan
from governance.rules.judging import judge
from oversight.models import Report, Round, RoundClosing
from schools.domain.trees import tree_models, wrong_nodes
from schools.models import School
from tests import factories
from tests.faults.states import content

_WRITTEN = """
SELECT subject, count(*) FILTER (WHERE action = 'insert') - count(*) FILTER (WHERE action = 'delete')
FROM audit.log GROUP BY 1
"""


def broken(superuser: Any, *, is_judged: bool) -> list[str]:
    """Return what does not hold."""
    found = [f"tree: {node.number}" for model in tree_models() for node in wrong_nodes(model)]
    found += _unaudited(superuser)
    found += [finding.sentence for finding in verify().findings]
    found += _half_done()
    return found + (_unreconciled() if is_judged else [])


def _unaudited(superuser: Any) -> list[str]:
    """Return tables that have more or fewer rows than their records say, counted from nothing."""
    written = dict(superuser.execute(_WRITTEN).fetchall())
    rows = {name.partition(".")[2]: rows for name, (rows, _print) in content(superuser).tables.items()}
    return [
        f"unaudited: {table} has {rows[table]} rows, its records say {written.get(table, 0)}"
        for table in sorted(set(audited_tables()) & rows.keys())
        if rows[table] != written.get(table, 0)
    ]


def _half_done() -> list[str]:
    """Return plans, rounds and reports that are neither before nor after."""
    plans = [
        f"plan {plan.pk}: {plan.state}"
        for plan in Plan.objects.all()
        if (plan.state == "published") is not (plan.change_set_id is not None)
    ]
    rounds = [
        f"round {one.pk}: {one.state}"
        for one in Round.objects.all()
        if (one.state == "closed") is not bool(one.result)
    ]
    closings = [
        f"closing {one.pk} of a closed round" for one in RoundClosing.objects.filter(round__state="closed")
    ]
    reports = [
        f"report {one.pk}: {one.state}"
        for one in Report.objects.all()
        if (one.state == "done") is not bool(one.file and one.file.storage.exists(one.file.name))
    ]
    return plans + rounds + closings + reports


def _unreconciled() -> list[str]:
    """Return schools whose open findings are not what the rules say on the day."""
    found = []
    for school in School.objects.all():
        stored = set(Finding.objects.filter(school=school).open().values_list("rule", "subject_number"))
        facts = load_facts([school.pk], factories.ON)[school.pk]
        judged = {(one.rule, one.subject_number) for one in judge(facts) if one.fails}
        if stored != judged:
            found.append(f"findings of {school}: {sorted(stored ^ judged)}")
    return found
