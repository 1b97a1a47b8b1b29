"""A school's health on one page, however much is wrong with it."""

import pytest

from governance.choices import SubjectKind
from oversight.papers.pdf import pages_of
from oversight.reports.health import health_paper, health_pdf
from tests import factories
from tests.pdf import pdf_pages
from tests.structures import general_branch

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return general_branch()


@pytest.fixture
def clerk(order):
    return factories.grant(factories.user(), order.school).user


def text_of(made):
    return pdf_pages(made)[0].replace("\r\n", "")


@pytest.mark.parametrize("number", [0, 3, 60])
def test_it_is_one_page_and_says_how_many_are_not_on_it(number, order, clerk):
    for nth in range(number):
        factories.finding(
            order.school,
            "ORG-005",
            subject_kind=SubjectKind.ORGANIZATION,
            subject_number=f"{order.school.code}-P{nth}",
        )

    made = health_pdf(order.school, clerk, factories.ON)

    said = text_of(made)
    assert pages_of(made) == 1
    assert f"{order.school.name}治理结构体检单" in said
    shown = said.count("ORG-005")
    assert shown == number if number < 20 else 0 < shown < number
    assert ("项没有印出" in said) == (shown < number)
    if shown < number:
        assert f"还有{number - shown}项没有印出" in said


def test_it_says_what_the_page_says(order, clerk):
    factories.finding(order.school, "ORG-005", severity="error")

    paper = health_paper(order.school, clerk, factories.ON)

    facts = dict(paper.blocks[0].items)
    assert (facts["应当整改"], facts["需要核实"], facts["党员"]) == ("1", "0", "8")
    assert facts["党组织"] == "党总支1、党支部2"
