"""Where a finding is mended."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from governance.choices import DocumentKind, SubjectKind
from governance.models import Finding, LeadingGroup, PartyOrganization, RoleAssignment, Term

MODELS = {
    SubjectKind.SCHOOL: "schools_school",
    SubjectKind.ORGANIZATION: "governance_partyorganization",
    SubjectKind.TERM: "governance_term",
    SubjectKind.ASSIGNMENT: "governance_roleassignment",
    SubjectKind.GROUP: "governance_leadinggroup",
}
#: Findings that are mended elsewhere than on the form of their subject: the page, and what it is told.
#: ``{school}`` and ``{subject}`` are primary keys.
OTHER_PLACES = {
    "ORG-001": ("governance_partyorganization_add", "school={school}"),
    "ORG-002": ("governance_affiliation_add", "school={school}"),
    "ORG-012": ("governance_partymembership_add", "school={school}"),
    "ORG-013": ("governance_hostunit_add", "organization={subject}"),
    "ORG-014": ("governance_hostunit_add", "school={school}"),
    "ORG-015": ("governance_partyorganization_add", "school={school}"),
    "ORG-031": ("governance_affiliation_add", "school={school}"),
    "ORG-035": ("governance_partymembership_add", "school={school}"),
    "TERM-002": ("governance_term_add", "organization={subject}"),
    "TERM-007": ("governance_term_add", "organization={subject}"),
    "CMT-001": ("governance_term_add", "organization={subject}"),
    "CMT-008": ("governance_roleassignment_add", "organization={subject}&role=member"),
    "CMT-014": ("governance_roleassignment_add", "organization={subject}&role=secretary"),
    "SEC-003": ("governance_roleassignment_add", "school={school}"),
    "SEC-005": ("governance_roleassignment_add", "school={school}"),
    "SEC-011": ("governance_roleassignment_add", "school={school}&role=principal"),
    "LG-001": ("governance_leadinggroup_add", "school={school}"),
    "LG-002": ("governance_leadinggroup_add", "school={school}"),
    "LG-003": ("governance_leadinggroup_add", "school={school}"),
    "LG-004": ("governance_roleassignment_add", "school={school}&group={subject}&role=head"),
    "MEC-001": ("governance_document_add", "school={school}"),
    "MEM-001": ("schools_person_changelist", "school__id__exact={school}"),
    "DAT-001": ("schools_person_changelist", "school__id__exact={school}"),
}


def mend_urls(findings: Collection[Finding]) -> dict[int, str]:
    """Return the form for each finding, by the finding's key, in at most four queries.

    A finding whose subject is gone leads nowhere.
    """
    keys = {kind: _keys(kind, [f for f in findings if f.subject_kind == kind]) for kind in SubjectKind}
    subjects = {f.pk: keys[SubjectKind(f.subject_kind)].get(f.subject_number) for f in findings}
    return {f.pk: _address(f, subjects[f.pk]) for f in findings if subjects[f.pk] is not None}


def _address(finding: Finding, subject: int) -> str:
    page, query = OTHER_PLACES.get(finding.rule, ("", ""))
    if not query:
        return admin_url(MODELS[SubjectKind(finding.subject_kind)], "change", subject)
    told = query.format(school=finding.school_id, subject=subject) + _missing_kind(finding)
    return f"{reverse(f'admin:{page}')}?{told}"


def _missing_kind(finding: Finding) -> str:
    """Return the kind of the first document that is missing, where the finding names documents."""
    missing = finding.evidence.get("missing", ()) if finding.rule == "MEC-001" else ()
    kinds = {label: value for value, label in _labels().items()}
    return next((f"&kind={kinds[label]}" for label in missing if label in kinds), "")


def _labels() -> dict[str, str]:
    """Return the labels of documents in the language in which evidence is kept."""
    with override(None):
        return {value: str(label) for value, label in DocumentKind.choices}


def admin_url(model: str, action: str, *arguments: object) -> str:
    """Return the address of an admin form."""
    return reverse(f"admin:{model}_{action}", args=arguments)


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
