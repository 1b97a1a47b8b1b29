"""What a plan would do otherwise now than when it was submitted, in sentences."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

Outcome = dict[str, Any]


def drift(frozen: Outcome, fresh: Outcome) -> list[str]:
    """Return the differences between two outcomes of the same plan."""
    return [
        *_steps(frozen, fresh),
        *_findings(frozen, fresh),
        *_nodes(frozen, fresh),
        *_people(frozen, fresh),
    ]


def _steps(frozen: Outcome, fresh: Outcome) -> Iterator[str]:
    was = {step["key"]: step for step in frozen["steps"]}
    for nth, step in enumerate(fresh["steps"], 1):
        old = was.get(step["key"], {})
        if step["problem"] != old.get("problem", ""):
            yield _("第{n}步现在不能完成。").format(n=nth)
        elif step["summary"] != old.get("summary"):
            yield _("第{n}步提交时是“{old}”，现在是“{new}”。").format(
                n=nth, old=old.get("summary", ""), new=step["summary"]
            )


def _findings(frozen: Outcome, fresh: Outcome) -> Iterator[str]:
    kinds = {
        "refusing": (_("新出现阻碍：{fault}"), _("不再有阻碍：{fault}")),
        "asking": (_("新出现需要说明理由的事项：{fault}"), _("不再需要说明理由：{fault}")),
        "caused": (_("新出现由方案造成的问题：{fault}"), _("方案不再造成：{fault}")),
        "cured": (_("方案现在还能消除：{fault}"), _("方案不再消除：{fault}")),
        "kept": (_("学校新出现的问题：{fault}"), _("学校已经没有的问题：{fault}")),
    }
    for kind, (more, less) in kinds.items():
        was, now = (_faults(outcome[kind]) for outcome in (frozen, fresh))
        yield from (more.format(fault=fault) for fault in sorted(now - was))
        yield from (less.format(fault=fault) for fault in sorted(was - now))


def _faults(rows: list[dict[str, Any]]) -> set[str]:
    return {f"{row['rule']} {row['sentence']}" for row in rows}


def _nodes(frozen: Outcome, fresh: Outcome) -> Iterator[str]:
    was, now = ({node["key"]: node for node in outcome["nodes"]} for outcome in (frozen, fresh))
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key), now.get(key)
        if old != new:
            name = (new or old)["name"]
            yield _("{name}：提交时{old}，现在{new}。").format(name=name, old=_words(old), new=_words(new))


def _words(node: dict[str, Any] | None) -> str:
    return _("，").join(node["words"]) if node else _("没有变动")


def _people(frozen: Outcome, fresh: Outcome) -> Iterator[str]:
    was, now = ({one["number"]: one for one in outcome["people"]} for outcome in (frozen, fresh))
    changed = sum(was.get(number) != now.get(number) for number in was.keys() | now.keys())
    if changed:
        yield _("有{n}人的支部或者职务与提交时不同。").format(n=changed)
