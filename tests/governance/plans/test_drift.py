"""What is otherwise since a plan was submitted, in sentences."""

from governance.plans.drift import drift

EMPTY = {
    "steps": [],
    "refusing": [],
    "asking": [],
    "caused": [],
    "cured": [],
    "kept": [],
    "nodes": [],
    "people": [],
}


def outcome(**parts):
    return EMPTY | parts


def step(key, summary, problem=""):
    return {"key": key, "summary": summary, "problem": problem}


def fault(rule, sentence):
    return {"rule": rule, "sentence": sentence}


def node(key, name, *words):
    return {"key": key, "name": name, "words": list(words)}


def test_nothing_differs():
    assert drift(outcome(steps=[step(1, "撤销甲")]), outcome(steps=[step(1, "撤销甲")])) == []


def test_steps_that_do_something_else_or_cannot_be_done():
    was = outcome(steps=[step(3, "甲更名为乙"), step(5, "撤销丙")])
    now = outcome(steps=[step(3, "丁更名为乙"), step(5, "", "丙不存在。")])

    assert drift(was, now) == ["第1步提交时是“甲更名为乙”，现在是“丁更名为乙”。", "第2步现在不能完成。"]


def test_findings_that_came_and_went():
    was = outcome(caused=[fault("ORG-005", "超员。")], kept=[fault("TERM-002", "超期。")])
    now = outcome(refusing=[fault("ORG-009", "层次不对。")], kept=[fault("TERM-002", "超期。")])

    assert drift(was, now) == ["新出现阻碍：ORG-009 层次不对。", "方案不再造成：ORG-005 超员。"]


def test_nodes_and_people():
    was = outcome(nodes=[node("P01", "甲支部", "党员由3人变为5人")], people=[{"number": "1", "branch": None}])
    now = outcome(nodes=[node("P01", "甲支部", "党员由3人变为6人")], people=[{"number": "2", "branch": None}])

    assert drift(was, now) == [
        "甲支部：提交时党员由3人变为5人，现在党员由3人变为6人。",
        "有2人的支部或者职务与提交时不同。",
    ]


def test_a_node_that_is_not_touched_any_more():
    assert drift(outcome(nodes=[node("P01", "甲支部", "更名")]), outcome()) == [
        "甲支部：提交时更名，现在没有变动。"
    ]
