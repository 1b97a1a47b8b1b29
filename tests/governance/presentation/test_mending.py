"""Every finding leads to a form that opens for the school's administrator."""

from types import SimpleNamespace

import pytest

from governance.choices import OrgType, Role, SubjectKind
from governance.presentation.mending import OTHER_PLACES, mend_urls
from governance.presentation.subjects import body_of_finding
from governance.rules.catalogue import all_rules
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def subjects(school):
    """A subject of every kind: its natural key and its primary key."""
    branch = factories.organization(OrgType.BRANCH, school=school)
    term = factories.term(branch)
    holder = factories.member(school, branch)
    held = factories.assign(holder, branch, Role.SECRETARY)
    group = factories.leading_group(school)
    return {
        SubjectKind.SCHOOL: (school.code, school.pk),
        SubjectKind.ORGANIZATION: (branch.number, branch.pk),
        SubjectKind.TERM: (f"{branch.number}@{term.starts_on.isoformat()}", term.pk),
        SubjectKind.ASSIGNMENT: (
            f"organization:{branch.number}:secretary:{holder.number}@{held.starts_on.isoformat()}",
            held.pk,
        ),
        SubjectKind.GROUP: (group.number, group.pk),
    }


def test_every_rule_with_another_place_exists():
    assert set(OTHER_PLACES) <= set(all_rules())


def test_without_another_place_the_form_of_the_subject_opens(school, subjects):
    for kind, (key, pk) in subjects.items():
        finding = factories.finding(school, "ORG-999", subject_kind=kind, subject_number=key)
        assert mend_urls([finding])[finding.pk].endswith(f"/{pk}/change/")


def test_a_finding_whose_subject_is_gone_leads_nowhere(school):
    for kind, key in {
        SubjectKind.ORGANIZATION: "D0",
        SubjectKind.TERM: "D0@2024-03-15",
        SubjectKind.ASSIGNMENT: "organization:D0:secretary:R0@2024-03-15",
        SubjectKind.GROUP: "L0",
    }.items():
        finding = factories.finding(school, "ORG-999", subject_kind=kind, subject_number=key)
        assert mend_urls([finding]) == {}


def test_every_way_to_mend_opens_for_the_administrator(client, school, subjects):
    clerk = factories.user(is_staff=True)
    factories.grant(clerk, school)
    client.force_login(clerk)
    findings = []
    for code, rule in all_rules().items():
        kinds = rule.subject if isinstance(rule.subject, tuple) else (rule.subject,)
        for kind in kinds:
            findings.append(
                factories.finding(school, code, subject_kind=kind, subject_number=subjects[kind][0])
            )

    urls = mend_urls(findings)

    assert len(urls) == len(findings)
    assert {url: client.get(url).status_code for url in sorted(set(urls.values()))} == dict.fromkeys(
        sorted(set(urls.values())), 200
    )


@pytest.mark.parametrize(
    ("kind", "number", "body"),
    [
        (SubjectKind.SCHOOL, "2133000001", ("school", "2133000001")),
        (SubjectKind.ORGANIZATION, "D1", ("organization", "D1")),
        (SubjectKind.TERM, "D1@2024-03-15", ("organization", "D1")),
        (SubjectKind.ASSIGNMENT, "unit:N1:unit_head:R1@2024-03-15", ("unit", "N1")),
        (SubjectKind.GROUP, "L1", ("group", "L1")),
    ],
)
def test_a_finding_belongs_to_the_body_one_goes_to(kind, number, body):
    assert body_of_finding(SimpleNamespace(subject_kind=kind, subject_number=number)) == body


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        (["党组织会议议事规则", "校长办公会议议事规则"], "party_meeting_rules"),
        (["校长办公会议议事规则"], "principal_meeting_rules"),
    ],
)
def test_missing_meeting_rules_open_the_form_for_the_one_that_is_missing(school, missing, kind):
    finding = factories.finding(school, "MEC-001", evidence={"missing": missing})

    assert mend_urls([finding])[finding.pk].endswith(f"?school={school.pk}&kind={kind}")
