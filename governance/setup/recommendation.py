"""Which type of organisation suits a school: the rules are asked about each type, as if it were there.

Nothing is judged here: what speaks for or against a type is what the rules say about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import LEADING_TYPES, Gate, OrgLevel, OrgState, OrgType
from governance.facts import OrgFact, SchoolFacts, exactly
from governance.rules.catalogue import all_rules
from governance.rules.declaration import Rule
from governance.rules.judging import judge, judge_at
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence, source_text
from schools.choices import SchoolForm

#: The rules on the type of a school's organisation and its size, at the gates where they are asked.
ASKED_AT_GATES = {"ORG-007": Gate.G1, "ORG-008": Gate.FOUNDING}
DIVISION = "ORG-011"
ASKED_ALWAYS = ("ORG-005", DIVISION)
#: From the simplest to the one with most below it: the first that nothing speaks against is enough.
TYPES = (OrgType.BRANCH, OrgType.GENERAL_BRANCH, OrgType.COMMITTEE)
#: Schools run like this often have reasons of their own for another type than their numbers suggest.
_WIDE = frozenset({SchoolForm.GROUP, SchoolForm.MULTI_CAMPUS})
_TRIED = -1


@dataclass(frozen=True, slots=True)
class Ground:
    """What speaks for or against a type, with the rule that says so."""

    rule: Rule
    text: str
    mend: str = ""

    @property
    def sources(self) -> list[str]:
        """The documents the rule cites, with their articles."""
        return [source_text(source) for source in self.rule.sources]


@dataclass(frozen=True, slots=True)
class Option:
    """A type with what speaks against it; nothing speaks against a type that suits."""

    type: OrgType
    against: tuple[Ground, ...]
    is_recommended: bool = False

    @property
    def label(self) -> str:
        """The type as people call it."""
        return str(self.type.label)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What suits the school and why; ``type`` is None where an organisation of its own is not due."""

    type: OrgType | None
    reasons: tuple[Ground, ...]
    options: tuple[Option, ...]
    remark: str = ""


def recommend(facts: SchoolFacts, branches: int, form: str = "") -> Recommendation:
    """Return the type that suits the school's members.

    Args:
        facts: the school as it is, without an organisation of its own.
        branches: how many branches its units would carry.
        form: the form in which the school is run.

    """
    against = {type_: _against(type_, facts, branches) for type_ in TYPES}
    found = _suiting(against, facts)
    options = tuple(Option(type_, against[type_], type_ == found) for type_ in TYPES)
    return Recommendation(found, _reasons(found, facts, branches), options, _remark(found, facts, form))


def _suiting(against: Mapping[OrgType, tuple[Ground, ...]], facts: SchoolFacts) -> OrgType | None:
    """Return the first type against which no rule speaks, or else the one with least against it.

    Units still to be divided are no obstacle.
    """
    if facts.is_legal_person is False:
        return None
    enough = facts.unit_full.at_least(facts.params["MIN_FULL_BRANCH"])
    if not enough:
        return OrgType.JOINT_BRANCH if enough is False and facts.unit_all else None
    free = [type_ for type_ in TYPES if not against[type_]]
    divisible = [t for t in TYPES if {ground.rule.code for ground in against[t]} <= {DIVISION}]
    fewest = sorted(TYPES, key=lambda type_: len(against[type_]))
    return next(iter(free or divisible or fewest))


def _against(type_: OrgType, facts: SchoolFacts, branches: int) -> tuple[Ground, ...]:
    """Return what the rules would find if the school had an organisation of the type."""
    org = _imagined(type_, facts, branches)
    there = replace(facts, orgs=(org,))
    asked = [j for gate in set(ASKED_AT_GATES.values()) for j in _at(gate, there)]
    asked += [j for j in judge(there, ASKED_ALWAYS) if j.subject_id == org.id]
    failing = {j.rule: j for j in asked if j.fails}
    return tuple(_ground(failing[code]) for code in sorted(failing))


def _at(gate: Gate, facts: SchoolFacts) -> list[Judgement]:
    wanted = {code for code, at in ASKED_AT_GATES.items() if at == gate}
    return [j for j in judge_at(facts, gate, _TRIED) if j.rule in wanted]


def _imagined(type_: OrgType, facts: SchoolFacts, branches: int) -> OrgFact:
    leads = type_ in LEADING_TYPES
    counts: dict[str, Any] = {"tree_full": facts.unit_full, "tree_all": facts.unit_all}
    if not leads:
        counts |= {"own_full": facts.unit_full, "own_all": facts.unit_all}
    return OrgFact(
        id=_TRIED,
        number="",
        name=_("学校{type}").format(type=type_.label),
        type=type_,
        level=OrgLevel.SCHOOL,
        state=OrgState.ACTIVE,
        state_since=facts.on,
        activated_on=facts.on,
        school_id=facts.id,
        tree_branches=branches if leads else 1,
        term=None,
        below_since=facts.on,
        **{"own_full": exactly(0), **counts},
    )


def _ground(judgement: Judgement) -> Ground:
    rule, result = all_rules()[judgement.rule], judgement.result
    return Ground(
        rule,
        sentence(judgement.rule, result.variant, result.evidence),
        mend(judgement.rule, result.variant, result.evidence),
    )


def _reasons(found: OrgType | None, facts: SchoolFacts, branches: int) -> tuple[Ground, ...]:
    params, full, members = facts.params, facts.unit_full.lo, facts.unit_all
    said: list[tuple[str, str]] = []
    least = params["MIN_FULL_BRANCH"]
    if found in TYPES:
        text = _("学校现有正式党员{full}人，达到单独建立党组织的{least}人。")
        said.append(("ORG-001", text.format(full=full, least=least)))
    if found == OrgType.BRANCH and members <= params["BRANCH_MAX"]:
        text = _("党员（含预备党员）{n}人，不超过一个支部一般的{most}人，设党支部即可。")
        said.append(("ORG-005", text.format(n=members, most=params["BRANCH_MAX"])))
    elif found in LEADING_TYPES:
        text = _("党员（含预备党员）{n}人，超过一个支部一般的{most}人，需要分设支部，由{type}统一领导。")
        said.append(("ORG-005", text.format(n=members, most=params["BRANCH_MAX"], type=found.label)))
        limits = (params["GB_FROM"], params["GB_TO"], params["GW_FROM"])
        text = _("一般党员{low}至{high}人设党总支，{committee}人以上设党委。")
        said.append(("ORG-008", text.format(low=limits[0], high=limits[1], committee=limits[2])))
        text = _("按现有单元可以设{n}个支部，一般不少于{least}个。")
        said.append(("ORG-011", text.format(n=branches, least=params["CHILD_BR_MIN"])))
    elif found == OrgType.JOINT_BRANCH:
        text = _("学校现有正式党员{full}人，不足{least}人，与邻近单位组建联合党支部。")
        said.append(("ORG-002", text.format(full=full, least=least)))
    elif not facts.unit_all:
        said.append(("ORG-031", _("学校没有党员，由上级党组织选派党建指导员或者联络员。")))
    rules = all_rules()
    return tuple(Ground(rules[code], text) for code, text in said)


def _remark(found: OrgType | None, facts: SchoolFacts, form: str) -> str:
    if facts.is_legal_person is False:
        return _("学校不是独立法人，党员一般编入管理学校的党组织；确需单独设立的，可以在下面选择。")
    if facts.unit_full.lo != facts.unit_full.hi:
        text = _("有{n}名党员的转正日期等资料不全，补全后再看一次，结果可能不同。")
        return text.format(n=facts.unit_full.hi - facts.unit_full.lo)
    if found == OrgType.BRANCH and form in _WIDE:
        return _("教育集团、一校多址的学校确需设党总支、党委的，可以选择并在报批时说明工作需要。")
    return ""
