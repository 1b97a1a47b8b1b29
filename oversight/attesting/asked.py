"""Which rules a school is asked about: what its data rule out, nobody has to attest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from governance.choices import Outcome
from governance.domain.facts import load_facts
from governance.rules.catalogue import in_reading_order
from governance.rules.declaration import Rule
from governance.rules.judging import judge
from governance.rules.results import Judgement
from schools.models import School

#: By school and code.
Judged = dict[tuple[int, str], Judgement]


def attested_rules() -> list[Rule]:
    """Return the rules that people attest, as pages list them."""
    return [rule for rule in in_reading_order() if rule.is_attested]


def judged(schools: Collection[School], on: date) -> Judged:
    """Return what the attested rules say of the schools, in a fixed number of queries."""
    codes = [rule.code for rule in attested_rules()]
    facts = load_facts({school.pk for school in schools}, on)
    return {(pk, j.rule): j for pk, one in facts.items() for j in judge(one, codes)}


def not_asked(schools: Collection[School], rule: str, on: date) -> dict[int, str]:
    """Return by school why the rule is not asked of it, for those of which it is not."""
    bare = {pk: replace(one, attestations=()) for pk, one in load_facts({s.pk for s in schools}, on).items()}
    results = {pk: judge(one, [rule])[0].result for pk, one in bare.items()}
    said = {pk: _reason(result.outcome, result.missing) for pk, result in results.items()}
    return {pk: reason for pk, reason in said.items() if reason}


def _reason(outcome: Outcome, missing: Collection[str]) -> str:
    if outcome == Outcome.NOT_APPLICABLE:
        return _("按登记的资料，这条规则不适用")
    if missing:
        return _("资料不全，请先补充登记：{fields}").format(fields=_("、").join(_(name) for name in missing))
    return ""
