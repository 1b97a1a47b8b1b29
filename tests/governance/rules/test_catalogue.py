"""Lint of the whole catalogue: names, texts, sources, parameters, and every rule's two examples."""

import ast
import inspect
import re
import string
import sys
from functools import cache
from pathlib import Path

import pytest

from governance.choices import Basis, Gate, Outcome, Severity
from governance.rules.catalogue import CHAPTERS, all_rules, in_reading_order
from governance.rules.declaration import Rule
from governance.rules.judging import judge
from governance.rules.parameters import PARAMETERS
from governance.rules.results import Judgement
from governance.rules.texts import mend, sentence

CODE = re.compile(r"^[A-Z]{2,4}-\d{3}$")
#: Placeholders the engine fills for every finding.
STANDARD = {"school", "org", "upper", "post", "group"}
#: Contradictions of the register itself: they may be errors without a text behind them (docs/judging.md §1).
REGISTER_DEFINITIONS = {"ORG-004", "ORG-009", "ORG-010", "ORG-024", "CMT-016"}
RULES = Path(__file__).parents[3] / "governance" / "rules"
#: Files every rule uses; what they call things says nothing about a rule's evidence.
GROUND = {"declaration", "results", "examples"}
RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}

every_rule = pytest.mark.parametrize("declared", in_reading_order(), ids=lambda r: r.code)


def module_of(declared: Rule):
    return sys.modules[declared.judge.__module__]


def placeholders(declared: Rule) -> set[str]:
    parts = [str(part) for text in declared.texts.values() for part in (text.sentence, text.mend)]
    return {name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name}


def judged(declared: Rule, part: str) -> list[Judgement]:
    return list(judge(getattr(declared, part).facts, [declared.code]))


@cache
def keywords_of(path: Path) -> frozenset[str]:
    """Names the functions of a file give to values: keyword arguments and keys of dictionaries."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [f.body for f in ast.walk(tree) if isinstance(f, ast.FunctionDef)]
    nodes = [node for body in bodies for statement in body for node in ast.walk(statement)]
    named = {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    return frozenset(named | {key.value for key in keys if isinstance(key, ast.Constant)})


def produced_by(declared: Rule) -> set[str]:
    """Names of evidence in the rule's functions and in the functions they call, the ground aside."""
    functions = [v for v in vars(module_of(declared)).values() if inspect.isfunction(v)]
    files = {Path(inspect.getfile(function)) for function in [*functions, declared.judge]}
    own = [path for path in files if path.is_relative_to(RULES) and path.stem not in GROUND]
    return set().union(*map(keywords_of, own))


def test_codes_are_unique_and_every_chapter_has_rules():
    codes = [r.code for r in in_reading_order()]

    assert len(codes) == len(set(codes)) == len(all_rules())
    assert {r.chapter.lower() for r in in_reading_order()} == set(CHAPTERS)


def test_silencers_are_judged_before_what_they_silence():
    order = list(all_rules())

    for declared in all_rules().values():
        for silencer in declared.silenced_by:
            assert order.index(silencer.code) < order.index(declared.code)


def test_rule_files_hold_one_rule_each():
    files = {p.stem for chapter in CHAPTERS for p in (RULES / chapter).glob("*.py")} - {"__init__"}

    assert files == {r.fault for r in all_rules().values()}


@every_rule
def test_name_and_place(declared):
    module = module_of(declared)

    assert CODE.match(declared.code)
    assert module.__name__ == f"governance.rules.{declared.chapter.lower()}.{declared.fault}"
    assert module.__doc__.splitlines()[0].startswith(f"{declared.code} ")
    assert declared.judge.__doc__
    assert str(declared.name)


@every_rule
def test_texts_are_sentences(declared):
    assert declared.texts
    for text in declared.texts.values():
        assert str(text.sentence).endswith("。")
        assert str(text.mend) == "" or str(text.mend).endswith("。")
    for part in (declared.summary, declared.why, declared.passes.text, declared.fails.text):
        assert str(part).endswith("。")


@every_rule
def test_an_article_requires_nothing(declared):
    from_article = any(source.basis == Basis.ARTICLE for source in declared.sources)
    sentences = [str(text.sentence) for text in declared.texts.values()]

    assert not (from_article and any("要求" in sentence for sentence in sentences))


@every_rule
def test_parameters_exist_and_are_declared(declared):
    source = inspect.getsource(module_of(declared))
    used = set(re.findall(r'params\["(\w+)"\]', source))

    assert set(declared.parameters) <= set(PARAMETERS)
    assert used <= set(declared.parameters)


@every_rule
def test_placeholders_are_filled(declared):
    shown = {name for j in judged(declared, "fails") if j.fails for name in j.result.evidence}

    assert placeholders(declared) <= STANDARD | shown | produced_by(declared)


@every_rule
def test_severity_has_a_text_behind_it(declared):
    central = any(source.basis == Basis.CENTRAL for source in declared.sources)

    assert declared.sources
    assert declared.severity != Severity.ERROR or central or declared.code in REGISTER_DEFINITIONS


@every_rule
def test_an_article_number_is_printed_only_where_the_text_was_read(declared):
    assert all(source.basis == Basis.CENTRAL for source in declared.sources if source.article)


@every_rule
def test_a_gate_class_has_its_judgement(declared):
    assert declared.gate == Gate.REPORT or declared.gates


@every_rule
def test_examples_pass_and_fail_as_they_say(declared):
    """The passing example leaves nothing to mend: at most a hint of a rule that knows worse."""
    passing, failing = judged(declared, "passes"), judged(declared, "fails")
    found = [j for j in failing if j.fails]

    assert [j for j in passing if not j.result.because]
    assert not [j for j in passing if j.result.outcome == Outcome.UNKNOWN]
    assert not [j for j in passing if j.fails and not (is_hint(j) and declared.severity != Severity.INFO)]
    assert [j.result.outcome for j in found] == [Outcome.FAIL] * len(found) != []
    assert max(RANK[j.result.severity] for j in found) <= RANK[declared.severity]
    assert not [part for j in found for part in said(j) if "—" in part or "{" in part]


def is_hint(judgement: Judgement) -> bool:
    return judgement.result.severity == Severity.INFO


def said(judgement: Judgement) -> tuple[str, str]:
    result = judgement.result
    assert result.variant in all_rules()[judgement.rule].texts
    return tuple(part(judgement.rule, result.variant, result.evidence) for part in (sentence, mend))
