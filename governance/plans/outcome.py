"""What a plan would do, as JSON: what is frozen at submission is what was previewed.

Charts are kept as cards, so that they can be drawn again years later, whatever the school looks like then.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from governance.chart.cards import Badge, Card, Chart, Line
from governance.domain.refusals import obstacle
from governance.plans.comparison import Comparison
from governance.plans.people import PersonChange
from governance.plans.running import StepResult
from governance.rules.results import Judgement
from governance.rules.texts import sentence

#: Links and toggles belong to a page, not to the outcome.
_PAGE_ONLY = {"href": "", "toggle_text": "", "toggle_spoken": "", "toggle_href": "", "is_found": False}


def steps_as_json(results: Iterable[StepResult]) -> list[dict[str, Any]]:
    """Return what became of each step."""
    return [
        {
            "key": result.step.key,
            "operation": result.step.operation,
            "arguments": result.step.arguments,
            "summary": result.summary,
            "problem": result.problem,
        }
        for result in results
    ]


def judgements_as_json(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Return rule, subject, severity and sentence of each judgement, in a fixed order."""
    rows = [
        {
            "rule": j.rule,
            "kind": j.subject_kind.value,
            "number": j.subject_number,
            "subject": j.subject_name,
            "severity": j.result.severity.value if j.result.severity else "",
            "sentence": sentence(j.rule, j.result.variant, j.result.evidence),
        }
        for j in judgements
    ]
    return sorted(rows, key=lambda row: (row["rule"], row["kind"], row["number"]))


def obstacles_as_json(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Return what stands in the way, as a refused form shows it."""
    return [asdict(obstacle(judgement)) for judgement in judgements]


def comparison_as_json(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the differences of the nodes."""
    return [_flat(one) for one in comparison.differences]


def people_as_json(changes: Iterable[PersonChange]) -> list[dict[str, Any]]:
    """Return the people whose standing differs."""
    return [asdict(one) for one in changes]


def chart_as_json(chart: Chart, marks: dict[str, str]) -> dict[str, Any]:
    """Return a chart with the marks of its cards."""

    def card(one: Card) -> dict[str, Any]:
        lines, badge = tuple(_flat(line) for line in one.lines), one.badge and _flat(one.badge)
        return {**_flat(one), "lines": lines, "badge": badge, **_PAGE_ONLY, "mark": marks.get(one.key, "")}

    return {
        "title": chart.title,
        "head": card(chart.head),
        "party_label": str(chart.party_label),
        "units_label": str(chart.units_label),
        "party": [card(one) for one in chart.party],
        "units": [card(one) for one in chart.units],
    }


def chart_from_json(data: dict[str, Any]) -> Chart:
    """Return the chart that ``chart_as_json`` kept."""
    return Chart(
        data["title"],
        _card(data["head"]),
        data["party_label"],
        data["units_label"],
        tuple(_card(one) for one in data["party"]),
        tuple(_card(one) for one in data["units"]),
    )


def _card(data: dict[str, Any]) -> Card:
    known = {name: data[name] for name in Card.__dataclass_fields__ if name in data}
    known["lines"] = tuple(Line(**line) for line in data["lines"])
    known["badge"] = Badge(**data["badge"]) if data["badge"] else None
    known["attached"] = tuple(data["attached"])
    return Card(**known)


def _flat(one: Any) -> dict[str, Any]:
    """Return the fields of a dataclass that holds plain values; charts have many hundreds of them."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def as_stored(outcome: dict[str, Any]) -> dict[str, Any]:
    """Return the outcome as the database gives it back, so that fresh and frozen ones read the same."""
    return json.loads(json.dumps(outcome, ensure_ascii=False))


def digest_of(effective_on: str, outcome: dict[str, Any]) -> str:
    """Return the fingerprint of what was previewed; the texts of charts are left out, the facts count."""
    facts = {name: outcome[name] for name in outcome if name not in ("charts", "today")}
    text = json.dumps([effective_on, facts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
