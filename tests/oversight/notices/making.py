"""Notices for tests, and where they stand."""

from datetime import date

from oversight.choices.notice import PRIVATE_STATES
from oversight.models import Notice
from oversight.notices.answering import Answer, notice_answer, notice_receive
from oversight.notices.drafting import notice_draft
from oversight.notices.issuing import notice_issue
from tests import factories

DEADLINE = date(2026, 7, 1)


def finding(school, nth=0, **changes):
    """Return an open finding on a branch of its own."""
    name = changes.pop("name", f"第{nth}支部")
    said = {"org": name, "n": 52, "max": 50, "approver": "县委教育工委"}
    number = f"{school.code}-{nth}"
    return factories.finding(
        school, "ORG-005", subject_number=number, subject_name=name, evidence=said, **changes
    )


def drafted(school, user, findings=None, **words):
    """Return a draft that names the findings, by default one."""
    findings = [finding(school)] if findings is None else findings
    words = {"deadline": DEADLINE, **words}
    return notice_draft(user=user, school=school, findings=findings, today=factories.ON, **words)


def issued(school, user, findings=None, **words):
    """Return a notice that was issued on the day of the tests."""
    return notice_issue(user=user, notice=drafted(school, user, findings, **words), today=factories.ON)


def received(school, official, clerk, findings=None):
    """Return a notice that the school has received."""
    return notice_receive(user=clerk, notice=issued(school, official, findings))


def answered(school, official, clerk, findings=None):
    """Return a notice that the school has answered."""
    notice = received(school, official, clerk, findings)
    answers = {item.pk: Answer(f"已整改{item.position}") for item in notice.items.all()}
    return notice_answer(user=clerk, notice=notice, answers=answers)


def put(notice, state):
    """Let the notice be in the state, whatever led there."""
    numbered = {"serial": None, "number": ""}
    if state not in PRIVATE_STATES:
        numbered = {"serial": 1, "year": 2026, "number": "演示教整改〔2026〕1号"}
    Notice.objects.filter(pk=notice.pk).update(state=state, **numbered)
    notice.refresh_from_db()
