"""Each noun of the desk from its beginning to its end, by programs of the school and of those above it."""

import pytest

from governance.models import Attestation, Finding, RoleAssignment, Waiver
from oversight.models import Notice, Round
from schools.models import School
from tests import factories
from tests.api.asking import Caller
from tests.api.desk import STATED, in_days, later, round_drawn, waiver_asked
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


class Desk:
    """Two programs about one school; each write is based on what the writer has read just before."""

    def __init__(self, school: School):
        self.school = school
        self.clerk = factories.grant(factories.user(), school).user
        self.below = Caller(self.clerk)
        self.above = Caller(factories.grant(factories.user(), school.jurisdiction).user)

    def done(self, who, path, action, body=None):
        """Do it and return the row."""
        answer = self.tried(who, path, action, body)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def tried(self, who, path, action, body=None):
        """Return the answer."""
        version = who.read(path)["version"]
        return who.send(f"{path}/{action}", body or {}, If_Match=f'"{version}"')

    def begun(self, who, path, body):
        """Begin a row and return it."""
        answer = who.send(path, body)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()


@pytest.fixture
def desk(this_day):
    return Desk(general_branch().school)


def test_a_finding(desk):
    path = f"/findings/{factories.finding(desk.school, 'ORG-012').pk}"
    owner = {"owner": desk.clerk.pk}

    first = desk.below.read(path)
    assert (first["version"], first["work"], first["owner"], first["record"]) == (0, "pending", None, [])
    assert desk.clerk.pk in {one["id"] for one in first["owners"]}
    assert desk.done(desk.below, path, "assign", owner)["owner"] == {
        "id": desk.clerk.pk,
        "name": str(desk.clerk),
    }
    assert desk.done(desk.above, path, "due", {"due_on": later()})["due_on"] == later()
    assert desk.done(desk.below, path, "explain", {"text": "年底整改"})["work"] == "explained"
    assert desk.done(desk.above, path, "return", {"text": "请尽快"})["work"] == "returned"
    assert desk.done(desk.above, path, "remind", {"text": "请尽快"})["work"] == "returned"
    assert desk.done(desk.below, path, "comment", {"text": "收到"})["open"] == [
        "assign",
        "explain",
        "claim",
        "comment",
    ]
    done = desk.done(desk.below, path, "claim")

    assert (done["work"], done["open"], done["closed_on"]) == ("closed", ["comment"], in_days(0).isoformat())
    assert [one["action"] for one in done["record"]] == [
        "assign", "due", "explain", "return", "remind", "comment", "claim",
    ]  # fmt: skip
    assert {one["actor"] for one in done["record"]} == {str(desk.clerk), str(desk.above.user)}


def test_a_notice(desk):
    found = [factories.finding(desk.school, "ORG-012"), factories.finding(desk.school, "SEC-001")]
    one, both = [found[0].pk], sorted(row.pk for row in found)

    made = desk.begun(desk.above, f"/schools/{desk.school.code}/notices", {"findings": one})
    path = f"/notices/{made['id']}"
    assert desk.below.get(path).status_code == 404  # a draft is its office's own
    edited = desk.done(
        desk.above, path, "edit", {"findings": both, "deadline": later(), "text": "请逐项整改。"}
    )
    assert sorted(item["finding"] for item in edited["items"]) == both
    assert (edited["deadline"], edited["text"], edited["issuer"]) == (later(), "请逐项整改。", made["issuer"])
    issued = desk.done(desk.above, path, "issue")
    assert (issued["state"], bool(issued["number"]), issued["open"]) == (
        "issued",
        True,
        ["revoke", "comment"],
    )
    desk.done(desk.below, path, "receive")
    answers = [{"finding": key, "text": f"已整改{key}"} for key in both]
    short = desk.tried(desk.below, path, "answer", {"answers": answers[:1]})
    assert (short.status_code, short.json()["detail"]) == (422, "第2项还没有填写整改情况。")
    answered = desk.done(desk.below, path, "answer", {"answers": answers})
    assert {item["finding"]: item["answer"] for item in answered["items"]} == {k: f"已整改{k}" for k in both}
    desk.done(desk.above, path, "return", {"text": "请补充"})
    desk.done(desk.below, path, "answer", {"answers": answers, "text": "已补充"})
    early = desk.tried(desk.above, path, "settle")
    Finding.objects.update(closed_on=in_days(0))
    settled = desk.done(desk.above, path, "settle")

    assert early.status_code == 422
    assert "没有消除" in early.json()["detail"]
    assert (settled["state"], settled["open"]) == ("settled", ["comment"])
    assert Notice.objects.get().entries.count() == len(settled["record"])


def test_a_request_for_a_waiver(desk):
    posts = RoleAssignment.objects.filter(post__school=desk.school)
    secretary = posts.get(post__role="secretary", post__organization__parent=None)
    posts.filter(post__role="principal").update(person=secretary.person)
    finding = factories.finding(desk.school, "SEC-001")

    made = desk.begun(desk.below, f"/findings/{finding.pk}/waiver-requests", waiver_asked())
    path = f"/waiver-requests/{made['id']}"
    again = desk.below.send(f"/findings/{finding.pk}/waiver-requests", waiver_asked())
    assert (again.status_code, again.json()["detail"]) == (422, "这项检查发现已有正在办理的豁免申请。")
    assert desk.done(desk.above, path, "return", {"text": "请补充"})["state"] == "returned"
    assert (
        desk.done(desk.below, path, "amend", waiver_asked() | {"reason": "补充理由"})["reason"] == "补充理由"
    )
    sooner = in_days(30).isoformat()
    granted = desk.done(desk.above, path, "grant", {"until": sooner})
    assert (granted["state"], granted["until"], granted["waiver"]) == (
        "granted",
        sooner,
        Waiver.objects.get().pk,
    )
    assert desk.below.read(f"/findings/{finding.pk}")["is_waived"] is True
    assert desk.done(desk.above, path, "revoke", {"text": "情况已变"})["state"] == "revoked"
    assert desk.below.read(f"/findings/{finding.pk}")["is_waived"] is False


def test_a_round_and_its_answers(desk):
    finding = factories.finding(desk.school, "SEC-001")
    about = round_drawn() | {"choosing": "ticked", "codes": [desk.school.code], "rules": ["SEC-001"]}

    made = desk.begun(desk.above, f"/jurisdictions/{desk.school.jurisdiction.code}/rounds", round_drawn())
    path = f"/rounds/{made['id']}"
    edited = desk.done(desk.above, path, "edit", about)
    assert (edited["codes"], edited["rules"], edited["schools"]) == ([desk.school.code], ["SEC-001"], 0)
    opened = desk.done(desk.above, path, "open")
    assert (opened["state"], opened["schools"], opened["answered"]) == ("open", 1, 0)
    [listed] = desk.below.items(f"/answers?round={made['id']}")
    answer = f"/answers/{listed['id']}"
    noted = desk.done(desk.below, answer, "note", {"findings": [{"finding": finding.pk, "text": "正在选配"}]})
    assert [(one["finding"], one["text"], one["now"]) for one in noted["findings"]] == [
        (finding.pk, "正在选配", "still")
    ]
    desk.done(desk.above, answer, "remind")
    reported = desk.done(desk.below, answer, "report", {"note": "年底到任"})
    assert (reported["state"], reported["findings"][0]["text"]) == ("reported", "正在选配")
    assert desk.done(desk.above, answer, "return", {"text": "请补充"})["state"] == "returned"
    assert desk.done(desk.below, answer, "report")["note"] == "年底到任"
    assert desk.done(desk.above, answer, "accept")["state"] == "accepted"
    assert desk.done(desk.above, path, "extend", {"deadline": later(), "text": "延期"})["deadline"] == later()
    closed = desk.done(desk.above, path, "close")

    assert (closed["state"], closed["closing"], closed["answered"]) == ("closed", None, 1)
    assert Round.objects.get().result is not None


def test_a_filing(desk):
    path = f"/schools/{desk.school.code}"
    told = {"kind": "yearly", "year": in_days(0).year, "note": "演示说明"}

    seen = desk.below.read(f"{path}/filing-draft")["sha256"]
    stale = desk.below.send(f"{path}/filings", told | {"sha256": "0" * 64})
    assert (stale.status_code, stale.json()["type"]) == (409, "/api/#problem-conflict")
    made = desk.begun(desk.below, f"{path}/filings", told | {"sha256": seen})
    assert (made["state"], made["sha256"], made["next_number"]) == ("submitted", seen, "")
    filing = f"/filings/{made['id']}"
    assert desk.done(desk.below, filing, "withdraw")["state"] == "withdrawn"
    second = desk.begun(desk.below, f"{path}/filings", told | {"sha256": seen})
    filing = f"/filings/{second['id']}"
    number = desk.above.read(filing)["next_number"]
    late = in_days(1).isoformat()
    early = desk.tried(desk.above, filing, "accept", {"number": number, "decided_on": late})
    assert [one["field"] for one in early.json()["errors"]] == ["body.decided_on"]
    accepted = desk.done(desk.above, filing, "accept", {"number": number})

    assert (accepted["state"], accepted["number"], accepted["decided_on"]) == (
        "accepted", number, in_days(0).isoformat(),
    )  # fmt: skip


def test_a_statement(desk):
    path, told = f"/schools/{desk.school.code}", STATED | {"rule": "LIF-001"}

    made = desk.begun(desk.below, f"{path}/statements", told)
    statement = f"/statements/{made['id']}"
    assert desk.done(desk.above, statement, "return", {"text": "请补充"})["open"] == []
    assert desk.done(desk.below, statement, "amend", STATED | {"note": "已补充"})["note"] == "已补充"
    assert desk.done(desk.above, statement, "confirm")["state"] == "confirmed"
    attested = desk.begun(
        desk.above, f"{path}/attestations", told | {"rule": "LIF-006", "attester": "演示核查组"}
    )

    assert attested["state"] == "confirmed"
    assert sorted(Attestation.objects.values_list("rule", flat=True)) == ["LIF-001", "LIF-006"]
