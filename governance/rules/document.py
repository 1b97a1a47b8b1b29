"""Print the catalogue as a page that people read: docs/rules.md."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from governance.choices import LIVE_STATES, Basis, Enforcement, Gate, OrgState, Severity
from governance.rules.catalogue import CHAPTER_NAMES, in_reading_order
from governance.rules.declaration import Rule, Silencer, Source
from governance.rules.parameters import PARAMETERS, Parameter, Stricter

DIRECTIONS = {
    Stricter.FIXED: "规定的数字，不能修改",
    Stricter.DOWN: "下级只能改小",
    Stricter.UP: "下级只能改大",
    Stricter.EARLIER: "下级只能改早",
    Stricter.SUPERSET: "下级只能增加",
    Stricter.FREE: "不限",
}
INTRODUCTION = """\
# 规则目录

本页由 `python manage.py rules_doc` 从规则目录生成，请勿直接修改。共 {count} 条规则。

一条规则只作一项判断，结果是：符合、不符合、已豁免、不适用、资料不全。资料不全不等于符合。
句子中花括号里的名称由登记的内容填写。

## 怎样读

- **严重程度**：{severities}。表中写的是这条规则可能给出的最重的一级；办理期内的发现降为“提示”。
- **把关**：{gates}。如实登记人员和事实变动不受任何规则阻止。
- **新出现时**：组织设置方面的操作新引起这项发现时怎样处理：{enforcements}。各地可以按文件调整。
- **依据**：{bases}。条款号只在核对过原文后才写。
"""


def document() -> str:
    """Return the whole page in Chinese, whatever the active language."""
    with override("zh-hans"):
        rules = in_reading_order()
        parts = [_introduction(rules), _contents(rules), *map(_chapter, CHAPTER_NAMES)]
    return "\n".join(parts)


def _introduction(rules: list[Rule]) -> str:
    return INTRODUCTION.format(
        count=len(rules),
        severities=_labels(Severity),
        gates=_labels(Gate),
        enforcements=_labels(Enforcement),
        bases="、".join(f"{basis.label}（{basis.value}）" for basis in Basis),
    )


def _labels(choices: Iterable[Any]) -> str:
    return "、".join(str(choice.label) for choice in choices)


def _contents(rules: list[Rule]) -> str:
    lines = ["## 目录", ""]
    for chapter in CHAPTER_NAMES:
        lines.append(f"- [{_chapter_title(chapter)}](#{chapter})")
        lines += [f"  - [{_title(r)}](#{_anchor(r)})" for r in rules if r.chapter.lower() == chapter]
    return "\n".join([*lines, ""])


def _chapter(chapter: str) -> str:
    rules = [r for r in in_reading_order() if r.chapter.lower() == chapter]
    title = f'<a id="{chapter}"></a>\n\n## {_chapter_title(chapter)}\n'
    return "\n".join([title, *map(_rule, rules)])


def _rule(rule: Rule) -> str:
    blocks = (
        f'<a id="{_anchor(rule)}"></a>\n\n### {_title(rule)}',
        str(rule.summary),
        f"**为什么**　{rule.why}",
        "\n".join(_properties(rule)),
        "\n".join(_texts(rule)),
        "\n".join(_parameters(rule)),
        "\n".join(["**来源**", "", *(f"- {_source(source)}" for source in rule.sources)]),
        f"**示例**\n\n- 符合：{rule.passes.text}\n- 不符合：{rule.fails.text}",
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


def _properties(rule: Rule) -> Iterator[str]:
    subjects = "、".join(str(subject.label) for subject in rule.subjects)
    yield f"- 对象：{subjects}{_states(rule.states)}"
    yield f"- 严重程度：{rule.severity.label}{_data(rule)}"
    yield f"- 把关：{'、'.join(_gates(rule))}"
    yield f"- 新出现时：{rule.enforcement.label}"
    yield f"- 可以豁免：{_waivable(rule)}"
    if rule.is_attested:
        yield f"- 由人核实：登记的资料不能判断，每次核实{rule.attested_months}个月内有效；没有核实的为待核实"
    if rule.silenced_by:
        yield f"- 以下规则已有发现时不再提出：{'、'.join(_silencers(rule.silenced_by))}"
    yield f"- 代码名称：`{rule.fault}`"


def _data(rule: Rule) -> str:
    if rule.is_data:
        return "（登记资料问题）"
    return "（部分情形是登记资料问题）" if rule.data_variants else ""


def _waivable(rule: Rule) -> str:
    if not rule.is_waivable:
        return "否"
    return "是" if rule.waivable_variants is None else "仅部分情形"


def _states(states: frozenset[OrgState]) -> str:
    if states == LIVE_STATES:
        return ""
    return f"（{'、'.join(str(state.label) for state in OrgState if state in states)}状态）"


def _gates(rule: Rule) -> Iterator[str]:
    named = [gate for gate in Gate if gate == rule.gate or gate in rule.gates]
    yield from (f"{gate.label}{'（要求说明理由）' if gate in rule.asks_at else ''}" for gate in named)


def _silencers(silencers: tuple[Silencer, ...]) -> Iterator[str]:
    for code in dict.fromkeys(silencer.code for silencer in silencers):
        yield f"[{code}](#{code.lower()})"


def _texts(rule: Rule) -> Iterator[str]:
    yield "| 发现（说明） | 整改 |"
    yield "| --- | --- |"
    for text in rule.texts.values():
        yield f"| {_cell(text.sentence)} | {_cell(text.mend) or '—'} |"


def _parameters(rule: Rule) -> Iterator[str]:
    if rule.parameters:
        yield "| 参数 | 默认值 | 可设范围 | 调整方向 | 依据 |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (_parameter(PARAMETERS[name]) for name in rule.parameters)


def _parameter(parameter: Parameter) -> str:
    span = "—" if parameter.least is None else f"{parameter.least}—{parameter.most}"
    cells = (
        f"{parameter.label} `{parameter.name}`",
        _value(parameter.default),
        span,
        DIRECTIONS[parameter.stricter],
        parameter.basis.label,
    )
    return f"| {' | '.join(map(_cell, cells))} |"


def _value(value: Any) -> str:
    if value is None:
        return "未设"
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _source(source: Source) -> str:
    cited = source.basis in (Basis.CENTRAL, Basis.RECALLED)
    name = f"《{source.document}》" if cited else source.document
    return f"{name}{source.article}（{source.basis.label}）"


def _cell(text: Any) -> str:
    return str(text).replace("|", "\\|")


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _anchor(rule: Rule) -> str:
    return rule.code.lower()


def _chapter_title(chapter: str) -> str:
    return f"{chapter.upper()} {CHAPTER_NAMES[chapter]}"
