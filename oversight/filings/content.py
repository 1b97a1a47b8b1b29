"""What a filing keeps of a school: its structure on a day, with what the rules said about it.

Posts are kept with who holds them, branches with how many members they have: no list of members.
Everything is in the language of the source, whoever hands it in.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import override

from governance.chart.cards import Chart
from governance.choices import BodyKind
from governance.compliance.sweep import SchoolReport, sweep
from governance.plans.comparison import Node, nodes_of
from governance.plans.outcome import chart_as_json, chart_from_json
from governance.presentation.chart_view import ALL, COUNTS, PEOPLE, TERMS, ChartView
from governance.presentation.loading import load_structure
from governance.presentation.school_chart import SchoolChart
from governance.presentation.structure import NOBODY, Structure, body_of
from governance.rules.catalogue import rules_version
from governance.rules.texts import sentence
from oversight.canonical import as_stored
from schools.models import School

#: Counts up when what is kept changes its form.
FORMAT = 1
#: Findings stand in a list of their own, so that the chart shows the structure alone.
_VIEW = ChartView(opened=frozenset({ALL}), shows=frozenset({PEOPLE, COUNTS, TERMS}))

Content = dict[str, Any]


def filing_content(school: School, on: date, *, store: bool) -> Content:
    """Return what a filing of today keeps of the school.

    Args:
        school: with its jurisdiction.
        on: today.
        store: whether the judgement is brought to the findings on record as well; the caller is in a
            transaction then.

    """
    with override(None):
        (report,) = sweep(School.objects.filter(pk=school.pk), on, store=store)
        structure = load_structure(school, on)
        return as_stored(
            {
                "format": FORMAT,
                "on": on.isoformat(),
                "rules_version": rules_version(),
                "school": _school(school),
                "nodes": [asdict(node) for node in nodes_of(structure).values()],
                "organizations": [_organization(structure, one) for one in structure.organizations],
                "units": [_unit(structure, one) for one in structure.units],
                "posts": _posts(structure),
                "findings": _findings(report),
                "outcomes": dict(report.outcomes),
                "chart": chart_as_json(SchoolChart(structure, _VIEW).chart(), {}),
            }
        )


def nodes_kept(content: Content) -> dict[str, Node]:
    """Return the nodes of a filing as the comparison reads them, by register number."""
    return {one["key"]: _node(one) for one in content["nodes"]}


def chart_kept(content: Content) -> Chart:
    """Return the chart of a filing."""
    return chart_from_json(content["chart"])


def _node(kept: dict[str, Any]) -> Node:
    pairs = {name: tuple(kept[name]) for name in ("units", "unit_names")}
    return Node(**{**kept, **pairs, "holders": tuple(tuple(one) for one in kept["holders"])})


def _school(school: School) -> Content:
    return {
        "code": school.code,
        "name": school.name,
        "jurisdiction": school.jurisdiction.code,
        "place": school.jurisdiction.name,
        "form": school.get_form_display(),
        "ownership": school.get_ownership_display() if school.ownership else "",
        "leadership_system": school.get_leadership_system_display() if school.leadership_system else "",
        "system_from": _day(school.system_from),
        "is_demo": school.is_demo,
    }


def _organization(structure: Structure, organization: Any) -> Content:
    parent = structure.organizations_by_id.get(organization.parent_id)
    members, term = structure.members_of(organization), structure.terms.get(organization.pk)
    own = structure.branch_members.get(organization.pk, NOBODY)
    return {
        "number": organization.number,
        "name": str(organization),
        "full_name": organization.full_name,
        "type": organization.get_type_display(),
        "state": organization.state_on,
        "parent": parent.number if parent else "",
        "superior": str(organization.superior) if organization.superior else "",
        "hosts": [unit.number for unit in structure.units_of.get(organization.pk, ())],
        "members": {"own": asdict(own), "all": asdict(members)},
        "term": _term(term) if term else None,
    }


def _term(term: Any) -> Content:
    return {
        "number": term.number,
        "start": _day(term.starts_on),
        "planned_end": _day(term.planned_end),
        "extended_until": _day(term.extended_until),
        "committee_seats": term.committee_seats,
    }


def _unit(structure: Structure, unit: Any) -> Content:
    parent = structure.units_by_id.get(unit.parent_id)
    people, members = structure.unit_people.get(unit.pk, (0, 0))
    return {
        "number": unit.number,
        "name": unit.name,
        "kind": unit.get_kind_display(),
        "parent": parent.number if parent else "",
        "is_base": unit.is_base,
        "people": people,
        "members": members,
    }


def _posts(structure: Structure) -> list[Content]:
    """Return the posts of the bodies there are, with who holds them."""
    school = structure.school
    bodies = {(BodyKind.SCHOOL.value, school.pk): (school.code, school.name)} if school else {}
    bodies |= {
        (BodyKind.ORGANIZATION.value, one.pk): (one.number, str(one)) for one in structure.organizations
    }
    bodies |= {(BodyKind.UNIT.value, one.pk): (one.number, one.name) for one in structure.units}
    rows = []
    for post in structure.posts:
        if (body := bodies.get(body_of(post))) is not None:
            held = structure.holders.get(post.pk, ())
            row = {"body": body[0], "body_name": body[1], "role": post.role, "title": str(post)}
            rows.append({**row, "seats": post.seats, "holders": [_holder(one) for one in held]})
    return sorted(rows, key=lambda row: (row["body"], row["role"], row["title"]))


def _holder(assignment: Any) -> Content:
    return {
        "number": assignment.person.number,
        "name": str(assignment.person),
        "since": _day(assignment.starts_on),
        "is_acting": assignment.is_acting,
    }


def _findings(report: SchoolReport) -> list[Content]:
    rows = [
        {
            "rule": found.judgement.rule,
            "kind": found.judgement.subject_kind.value,
            "number": found.judgement.subject_number,
            "subject": found.judgement.subject_name,
            "severity": found.judgement.result.severity or "",
            "is_waived": found.is_waived,
            "sentence": sentence(
                found.judgement.rule, found.judgement.result.variant, found.judgement.result.evidence
            ),
        }
        for found in report.found
    ]
    return sorted(rows, key=lambda row: (row["rule"], row["kind"], row["number"]))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
