"""What people read: names in the evidence, and evidence in sentences."""

from datetime import date

from governance.choices import GroupType, Role, SubjectKind
from governance.rules.examples import UPPER, branch, general_branch, group, holder, inner_branch, school
from governance.rules.judging import judge, upper_name
from governance.rules.results import PASSED, passed, warning
from governance.rules.texts import mend, sentence, shown
from tests.governance.rules.made import ONE, made


def test_sentences_are_filled_with_names():
    facts = school(branch(full=51))
    (found,) = judge(facts, ["ORG-005"])

    assert found.result.evidence["school"] == "示例小学"
    assert found.result.evidence["org"] == "示例小学党支部"
    assert found.result.evidence["upper"] == "县委教育工委"
    assert found.key == ("ORG-005", "organization", facts.orgs[0].number)


def test_notes_are_filled_and_plain_passes_are_not(rules):
    rules(made("A-001", passed("note", n=3)), made("B-001", PASSED))
    note, plain = judge(ONE)

    assert note.result.evidence == {
        "school": "示例小学",
        "org": "示例小学党支部",
        "upper": "县委教育工委",
        "n": 3,
    }
    assert plain.result == PASSED


def test_evidence_wins_over_names(rules):
    rules(made("A-001", warning(school="别的学校")))

    assert judge(ONE)[0].result.evidence["school"] == "别的学校"


def test_posts_and_groups_are_named(rules):
    rules(made("A-001", subject=SubjectKind.ASSIGNMENT), made("B-001", subject=SubjectKind.GROUP))
    own = branch(id=10)
    facts = school(own, roles=(holder(own, Role.SECRETARY),), groups=(group(GroupType.IDEOLOGY),))
    post, of_group = judge(facts)

    assert (post.result.evidence["post"], post.result.evidence["org"]) == ("书记", "示例小学党支部")
    assert of_group.result.evidence["group"] == "工作领导小组"


def test_whom_the_school_turns_to():
    centre = general_branch(id=70, name="中心校党总支", school_id=7)
    top = general_branch(id=60, superior_id=70)
    below = inner_branch(top, id=61)
    facts = school(top, below, ancestors={70: centre, UPPER.id: UPPER})

    assert upper_name(below, facts) == upper_name(top, facts) == "中心校党总支"
    assert upper_name(branch(superior_id=None, external_superior="某镇党委"), facts) == "某镇党委"
    assert upper_name(branch(superior_id=None), facts) == upper_name(None, facts) == "上级党组织"


def test_evidence_is_shown_as_people_write_it():
    assert shown(date(2026, 3, 5).isoformat()) == "2026年3月5日"
    assert shown(["语文组", 3]) == "语文组、3"
    assert shown([{"text": "任职{n}项", "n": 2}, "撤销批复"]) == "任职2项、撤销批复"
    assert shown("") == ""


def test_missing_evidence_is_a_dash_and_an_unknown_code_its_own_sentence():
    assert sentence("ORG-033", "", {"org": "某支部"}) == "某支部自—起处于调整中，已—天。"
    assert mend("ORG-033", "a variant that was renamed", {}) == "请办结调整或者撤回调整。"
    assert sentence("OLD-001", "", {}) == "OLD-001"
    assert mend("OLD-001", "", {}) == ""
