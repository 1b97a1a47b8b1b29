"""How programs are told no about the rows of the desk."""

import pytest

from oversight.models import FindingCase, WaiverRequest
from tests import factories
from tests.api.asking import Caller
from tests.api.desk import STATED, later, round_drawn, waiver_asked

pytestmark = pytest.mark.django_db
COMMENT = {"text": "演示意见"}


@pytest.fixture
def school():
    factories.county()
    return factories.school()


@pytest.fixture
def finding(school):
    return factories.finding(school, "SEC-001")


@pytest.fixture
def below(school):
    return Caller(factories.grant(factories.user(), school).user)


@pytest.fixture
def above(school):
    return Caller(factories.grant(factories.user(), school.jurisdiction).user)


def kind(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].removeprefix("/api/#problem-")


def test_without_a_version(finding, below):
    assert kind(below.send(f"/findings/{finding.pk}/comment", COMMENT)) == (428, "version-needed")


def test_over_what_was_not_seen(finding, below, above):
    path = f"/findings/{finding.pk}/comment"
    below.send(path, COMMENT, If_Match='"0"')

    answer = above.send(path, COMMENT, If_Match='"0"')

    assert kind(answer) == (412, "stale")
    assert FindingCase.objects.get().entries.count() == 1


def test_the_etag_that_was_read_is_a_version(finding, below):
    tag = below.get(f"/findings/{finding.pk}").headers["ETag"]

    first, second = (below.send(f"/findings/{finding.pk}/comment", COMMENT, If_Match=tag) for _ in range(2))

    assert (first.status_code, kind(second)) == (200, (412, "stale"))


def test_once_under_one_key(finding, below):
    told = {"If_Match": '"0"', "Idempotency_Key": "one"}

    first, second = (below.send(f"/findings/{finding.pk}/comment", COMMENT, **told) for _ in range(2))

    assert (first.status_code, first.json()) == (200, second.json())
    assert FindingCase.objects.get().entries.count() == 1


def test_a_new_row_once_under_one_key(finding, below):
    path = f"/findings/{finding.pk}/waiver-requests"

    first, second = (below.send(path, waiver_asked(), Idempotency_Key="one") for _ in range(2))

    assert (first.status_code, first.json()["id"]) == (201, second.json()["id"])
    assert WaiverRequest.objects.count() == 1


def test_what_is_not_mine_does_not_exist(finding):
    stranger = Caller(factories.grant(factories.user(), factories.school()).user)

    hidden = stranger.send(f"/findings/{finding.pk}/comment", COMMENT, If_Match='"0"')
    missing = stranger.send("/findings/0/comment", COMMENT, If_Match='"0"')

    assert kind(hidden) == kind(missing) == (404, "not-found")
    assert hidden.json()["detail"] == missing.json()["detail"]


def test_whose_it_is_not(finding, below, above):
    due = below.send(f"/findings/{finding.pk}/due", {"due_on": later()}, If_Match='"0"')
    claim = above.send(f"/findings/{finding.pk}/claim", {}, If_Match='"0"')

    assert kind(due) == kind(claim) == (403, "forbidden")
    assert claim.json()["detail"] == "学校结构由学校管理员登记，主管部门负责审核。"
    assert not FindingCase.objects.exists()


def test_not_in_this_state(school, finding, above):
    row = factories.waiver_request(school, finding, state="refused")

    answer = above.send(f"/waiver-requests/{row.pk}/grant", {}, If_Match='"0"')

    assert kind(answer) == (403, "forbidden")
    assert answer.json()["detail"] == "豁免申请现在是“不予同意”，不能同意。"


def test_a_token_that_only_writes_does_not_decide(school, finding):
    row = factories.waiver_request(school, finding)
    official = factories.grant(factories.user(), school.jurisdiction).user

    answer = Caller(official, "read", "write").send(
        f"/waiver-requests/{row.pk}/refuse", COMMENT, If_Match='"0"'
    )

    assert (answer.status_code, answer.json()["detail"]) == (403, "这个令牌不能用来审批。")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "body.text"),
        ({"text": ""}, "body.text"),
        ({"text": "   "}, "body.text"),
        ({"text": "秘密★10年"}, "body.text"),
        ({"text": 7}, "body.text"),
        ({"text": "演", "files": ["证明.pdf"]}, "body.files"),
    ],
)
def test_what_makes_no_sense_is_named(sent, field, finding, below):
    answer = below.send(f"/findings/{finding.pk}/explain", sent, If_Match='"0"')

    assert (kind(answer)[0], [one["field"] for one in answer.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"deadline": "2020-01-01"}, "body.deadline"),
        ({"rules": ["ZZZ-999"]}, "body.rules"),
        ({"codes": ["9999999999"], "choosing": "ticked"}, "body.codes"),
        ({"filter": {"stage": "moon"}, "choosing": "filter"}, "body.filter.stage"),
        ({"filter": {"moon": "1"}}, "body.filter.moon"),
        ({"purpose": "机密★"}, "body.purpose"),
    ],
)
def test_a_round_that_makes_no_sense(change, field, school, above):
    answer = above.send(f"/jurisdictions/{school.jurisdiction.code}/rounds", round_drawn() | change)

    assert (kind(answer)[0], [one["field"] for one in answer.json()["errors"]]) == (422, [field])


def test_who_may_begin_nothing_is_told_so_before_what_he_sent_is_looked_at(school, finding):
    viewer = Caller(factories.grant(factories.user(), school, "viewer").user)
    county_viewer = Caller(factories.grant(factories.user(), school.jurisdiction, "viewer").user)
    root = f"/schools/{school.code}"
    wrong = STATED | {"rule": "ORG-005"}
    asked = {
        "statement": viewer.send(f"{root}/statements", wrong),
        "attestation": viewer.send(f"{root}/attestations", wrong | {"attester": "演示"}),
        "notice": viewer.send(f"{root}/notices", {"findings": [0]}),
        "filing": viewer.send(f"{root}/filings", {"kind": "yearly", "year": 2026, "sha256": "0"}),
        "draft": viewer.get(f"{root}/filing-draft"),
        "waiver": viewer.send(f"/findings/{finding.pk}/waiver-requests", waiver_asked()),
        "round": county_viewer.send(f"/jurisdictions/{school.jurisdiction.code}/rounds", round_drawn()),
    }

    assert {name: kind(answer) for name, answer in asked.items()} == dict.fromkeys(asked, (403, "forbidden"))


def test_findings_of_another_school_are_named_by_nobody(school, finding, above):
    far = factories.finding(factories.school(), "SEC-001")

    answer = above.send(f"/schools/{school.code}/notices", {"findings": [finding.pk, far.pk]})

    assert (kind(answer), [one["field"] for one in answer.json()["errors"]]) == (
        (422, "invalid"),
        ["body.findings"],
    )
