"""The form on which a finding is mended."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from governance.choices import SubjectKind
from governance.models import Finding, LeadingGroup, PartyOrganization, RoleAssignment, Term

MODELS = {
    SubjectKind.SCHOOL: "schools_school",
    SubjectKind.ORGANIZATION: "governance_partyorganization",
    SubjectKind.TERM: "governance_term",
    SubjectKind.ASSIGNMENT: "governance_roleassignment",
    SubjectKind.GROUP: "governance_leadinggroup",
}
#: Findings about a school that are mended by adding something: the form to add it, by rule.
ADDITIONS = {
    "ORG-001": "governance_partyorganization",
    "ORG-002": "governance_jointcoverage",
    "LG-001": "governance_leadinggroup",
    "LG-002": "governance_leadinggroup",
    "LG-003": "governance_leadinggroup",
    "SEC-011": "governance_roleassignment",
}


def mend_urls(findings: Collection[Finding]) -> dict[int, str]:
    """Return the form for each finding, by the finding's key, in at most four queries."""
    keys = {kind: _keys(kind, [f for f in findings if f.subject_kind == kind]) for kind in SubjectKind}
    found = {}
    for finding in findings:
        addition = ADDITIONS.get(finding.rule)
        pk = keys[SubjectKind(finding.subject_kind)].get(finding.subject_number)
        if addition:
            address = admin_url(addition, "add")
            found[finding.pk] = address and f"{address}?school={finding.school_id}"
        elif pk is not None:
            found[finding.pk] = admin_url(MODELS[SubjectKind(finding.subject_kind)], "change", pk)
    return found


def admin_url(model: str, action: str, *arguments: object) -> str:
    """Return the address of an admin form; an empty text where the model has none."""
    try:
        return reverse(f"admin:{model}_{action}", args=arguments)
    except NoReverseMatch:
        return ""


def _keys(kind: SubjectKind, findings: Collection[Finding]) -> dict[str, int]:
    """Return primary keys by natural key, as findings write it."""
    if not findings:
        return {}
    if kind == SubjectKind.SCHOOL:
        return {finding.school.code: finding.school_id for finding in findings}
    numbers = [finding.subject_number for finding in findings]
    if kind == SubjectKind.TERM:
        return _terms(numbers)
    if kind == SubjectKind.ASSIGNMENT:
        return _assignments(numbers)
    model = PartyOrganization if kind == SubjectKind.ORGANIZATION else LeadingGroup
    return dict(model.objects.filter(number__in=numbers).values_list("number", "pk"))


def _terms(keys: Collection[str]) -> dict[str, int]:
    organizations = {key.split("@")[0] for key in keys}
    terms = Term.objects.filter(organization__number__in=organizations).select_related("organization")
    return {f"{term.organization.number}@{term.starts_on.isoformat()}": term.pk for term in terms}


def _assignments(keys: Collection[str]) -> dict[str, int]:
    """Return assignments by "kind:body:role:person@start"."""
    wanted = Q(pk__in=())
    for key in keys:
        _kind, _body, role, rest = key.split(":")
        person, start = rest.split("@")
        wanted |= Q(person__number=person, role=role, period__startswith=start)
    related = ("person", "post__organization", "post__unit", "post__group", "post__school")
    found = RoleAssignment.objects.filter(wanted).select_related(*related)
    return {assignment_key(assignment): assignment.pk for assignment in found}


def assignment_key(assignment: RoleAssignment) -> str:
    """Return the natural key of an assignment as findings write it."""
    kind, body, role, person, start = assignment.natural_key()
    return f"{kind}:{body}:{role}:{person}@{start}"
