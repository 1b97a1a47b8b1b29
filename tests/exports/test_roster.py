"""The roster: each organisation with its team and members, in the order of the tree."""

import pytest
from django.utils import translation

from exports.places import Place
from exports.roster import roster_paper
from governance.models import PartyOrganization
from oversight.papers.content import Heading, Table
from oversight.papers.word import paper_docx
from tests import factories

ON = factories.ON


def tables(paper, name):
    return [block for block in paper.blocks if isinstance(block, Table) and block.name == name]


def test_each_organisation_has_its_team_and_members(county, at_school):
    paper = roster_paper(at_school, ON)

    root, branches = county.large.branches[0].parent, county.large.branches
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [one.full_name for one in (root, *branches)]
    members = tables(paper, "党员")
    assert [len(table.rows) for table in members] == [4, 4]
    assert members[0].rows[0][1:3] == ("正式党员", "正式编入")
    assert county.large.people[0].name in {row[1] for row in tables(paper, "班子")[1].rows}
    assert paper_docx(paper).startswith(b"PK")


def test_branches_of_one_name_keep_their_members_apart(county, at_school):
    first, second = county.large.branches
    PartyOrganization.objects.filter(pk=second.pk).update(full_name=first.full_name)

    assert [len(table.rows) for table in tables(roster_paper(at_school, ON), "党员")] == [4, 4]


@pytest.mark.django_db
def test_a_school_without_organisations_says_so():
    school = factories.school()
    paper = roster_paper(Place(school, factories.grant(factories.user(), school).user), ON)

    assert "这一天没有登记党组织。" in [getattr(block, "text", "") for block in paper.blocks]


def test_it_speaks_english_to_who_reads_english(at_school):
    with translation.override("en"):
        paper = roster_paper(at_school, ON)

    assert paper.title.startswith("Roster of Party organisations and members of")
